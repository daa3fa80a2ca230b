import type { ReasonCode } from '../../../../domain/reason.ts';

/** Why a file gives no document. */
export const sourceReasons: Record<Extract<ReasonCode, `source-${string}`>, readonly [what: string]> = {
  'source-empty': ['其中没有文字'],
  'source-binary': ['文件内容是二进制数据，不是文本'],
  'source-encoding': ['文本编码不是 UTF-8、UTF-16 或 GB 18030，请另存为 UTF-8'],
  'source-too-large': ['文件有 {{size}} MB，最多读取 {{most}} MB，请拆分后再添加'],
  'source-text-too-large': ['其文本有 {{size}} MB，每篇文档最多读取 {{most}} MB，请拆分后再添加'],
  'source-unsupported': [
    '只读取文本（.txt）、Markdown（.md）、PDF、Word（.docx）、网页（.html）、电子书（.epub）、表格（.csv、.tsv）、JSON 和 JSON Lines（.jsonl）',
  ],
  'source-is-pdf': ['它其实是 PDF，与文件名不符'],
  'source-is-packed': ['它其实是压缩包（ZIP、.docx、.epub 之类），与文件名不符'],
  'source-is-old-office': ['它其实是旧版 Office 文件，与文件名不符'],
  'source-is-other': ['文件内容与文件名不符'],
  'source-old-word': ['这是 2007 年以前的 Word 文档，请另存为 .docx'],
  'source-locked': ['文件有密码保护，请另存一份不带密码的'],
  'source-copy-protected': ['该电子书有版权保护，无法读取'],
  'source-damaged': ['文件已损坏，或不是它所称的格式'],
  'source-packs-too-many': ['其中压缩了超过 {{most}} 个文件，请拆分后再添加'],
  'source-unpacks-too-large': ['解压后超过 {{most}} MB，请拆分后再添加'],
  'source-odd-row': ['第 {{number}} 行（项）不是带有字符串 text 的 JSON 对象'],
  'source-columns': ['表格有 {{columns}} 列，最多读取 {{most}} 列'],
  'source-too-deep': ['其中的值嵌套超过 {{most}} 层'],
  'source-pages': ['它有 {{pages}} 页，最多读取 {{most}} 页，请拆分后再添加'],
  'source-characters': ['其文本超过 {{most}} 个字符，请拆分后再添加'],
  'source-pictures': ['它的 {{pages}} 页都是没有文字层的图像，请先做文字识别（OCR）'],
  'source-named-twice': [
    '有 {{versions}} 篇不同的文档同名，均未采用，请为其中之一改名，或用 --as 为文件夹另取名称',
  ],
  'source-too-slow': ['读取超过 {{seconds}} 秒，请拆分，或另存为文本'],
};
