import { defineTexts } from '../define-texts.ts';

/** The guide of the first run. */
export const guideTexts = defineTexts({
  en: {
    title: 'A first look',
    step: '{{step}} of {{total}}',
    next: 'Next',
    previous: 'Back',
    skip: 'Skip',
    done: 'Start exploring',
    map: {
      title: 'This is the shape of the documents',
      body: 'Every point is an entity that the text names; regions are communities of entities that belong together. Scroll to come nearer, drag to move.',
    },
    search: {
      title: 'Find a name and fly there',
      body: 'Press / and type. The same box takes questions, Cypher, and > for commands.',
    },
    proof: {
      title: 'Everything has its sentence',
      body: 'Select an entity to see where it is mentioned and how it is related. A quote opens the document at those very characters.',
    },
    own: {
      title: 'Now your own notes',
      body: 'Open the library and drop a folder. It is read on this machine, without a key and without a database.',
    },
  },
  zh: {
    title: '先看一眼',
    step: '{{step}} / {{total}}',
    next: '下一步',
    previous: '上一步',
    skip: '跳过',
    done: '开始探索',
    map: {
      title: '这是文档的全貌',
      body: '每个点是文中提到的实体，每个区域是彼此相关的实体组成的社区。滚动滚轮靠近，拖动可移动。',
    },
    search: {
      title: '输入名称，飞到那里',
      body: '按 / 开始输入。同一个输入框也接受问题和 Cypher，输入 > 可使用命令。',
    },
    proof: {
      title: '凡事皆有原句',
      body: '选择一个实体，查看它在哪里被提到、与谁相关。点击引文，会打开文档并停在那几个字上。',
    },
    own: {
      title: '换成您自己的笔记',
      body: '打开文档库，拖入一个文件夹。阅读在这台电脑上完成，不需要密钥，也不需要数据库。',
    },
  },
});
