import type { Span } from '../../../domain/span.ts';

/** A line such as "负责人：李娜、王强" or "Assignee: Tomas Novak": a form's field with what stands in it. */
export interface FieldLine {
  /** What kind of thing the field holds; null when its name does not say. */
  type: string | null;
  /** Each value; offsets into the sentence. */
  values: Span[];
}

const FIELDS: readonly (readonly [RegExp, string | null])[] = [
  [
    /^(?:作者|译者|主编|负责人|处理人|联系人|报告人|提交人|经办人|审核人|记录人?|参加者?|参会人员?|出席|主持人?|导师|医生|患者|姓名|指派给|经手人|author|authors|reporter|assignee|owner|reviewer|reviewers|contact|attendees|participants|present|lead|manager|engineer|doctor|patient|name|from|to|cc|written by|prepared by|editor|translator)$/i,
    'PERSON',
  ],
  [
    /^(?:客户|公司|供应商|厂商|单位|机构|部门|出版社|学校|医院|customer|client|company|vendor|supplier|manufacturer|organi[sz]ation|team|department|publisher|employer|account)$/i,
    'ORGANIZATION',
  ],
  [
    /^(?:产品|型号|软件|系统|设备|品牌|product|model|device|software|app|application|platform|system|brand)$/i,
    'PRODUCT',
  ],
  [
    /^(?:组件|模块|服务|环境|集群|仓库|项目|component|components|module|service|services|environment|cluster|repository|repo|project|epic)$/i,
    null,
  ],
  [/^(?:地点|地址|城市|国家|出生地|籍贯|location|place|city|country|venue|born in)$/i, 'PLACE'],
];
const LINE = /^([^：:，。,.()（）|]{1,20}?)\s*[：:]\s*(\S.{0,80})$/;

/** Reads a field line; null when the sentence is none. */
export function fieldLine(text: string): FieldLine | null {
  const match = LINE.exec(text);
  const label = match?.[1]?.trim();
  const rest = match?.[2];
  if (!match || label === undefined || rest === undefined || /[。！？!?；;]|\.\s/.test(rest)) return null;
  const field = FIELDS.find(([names]) => names.test(label));
  if (!field) return null;
  const base = match[0].length - rest.length;
  const values: Span[] = [];
  for (const value of rest.matchAll(/[^、，,/;；]+/g)) {
    const name = value[0].replace(/\s*[（(].*$/, '').trim();
    if (name.length < 2 || name.length > 40 || name.split(/\s+/).length > 6) continue;
    const start = base + value.index + value[0].indexOf(name);
    values.push({ start, end: start + name.length });
  }
  return { type: field[1], values };
}
