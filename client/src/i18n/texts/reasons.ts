import type { ReasonCode } from '../../../../domain/reason.ts';
import { sourceReasons } from './source-reasons.ts';
import { storeReasons } from './store-reasons.ts';

/**
 * Why something failed, and what to do now: the server's English messages and hints in Chinese. What stands behind a reason is told after it,
 * so that none of them ends a sentence, or where it says `{{because}}`.
 */
export const reasonTexts: Record<ReasonCode, readonly [what: string, hint?: string]> = {
  said: ['{{text}}'],
  ...sourceReasons,
  ...storeReasons,

  'server-silent': ['服务器没有响应'],
  'server-answered': ['服务器答复：{{status}}'],
  'reply-of-other-shape': ['{{path}} 的答复与约定的格式不符（在“{{where}}”处）'],

  internal: ['内部错误', '详情请查看服务器的日志。'],
  'request-malformed': ['请求的格式不对'],
  'not-there': ['找不到“{{id}}”'],
  'token-needed': ['此服务器需要访问令牌', '请打开页面输入，或以“Authorization: Bearer 令牌”发送。'],
  'token-wrong': ['这不是此服务器的令牌', '令牌在启动服务器时由 ORRERY_TOKEN 设定。'],
  'other-host': ['请求的 Host 不属于此服务器', '请打开 {{address}}。'],
  'other-origin': ['请求来自其他来源的页面'],
  'upload-too-large': ['所有文件合计超过 {{megabytes}} MiB', '请减少每次添加的文件数量或大小。'],
  'file-too-large': ['有文件超过 {{megabytes}} MiB', '请减少每次添加的文件数量或大小。'],
  'too-many-files': ['一次超过 {{most}} 个文件', '请减少每次添加的文件数量或大小。'],
  'upload-unreadable': ['上传的内容无法读取'],
  'body-too-large': ['发送的内容太大'],
  'name-unfit': [
    '名称“{{name}}”不能使用',
    '请为文档换一个名称：不能为空、过长、含控制字符或指向文件夹之外。',
  ],
  'job-not-ended': ['该任务尚未结束'],
  'job-done': ['该任务已完成'],
  'job-request-gone': ['该任务的内容已不再保留', '请重新发起；模型对相同文档给出过的结果仍然记得。'],
  'no-model': [
    '没有配置模型',
    '请设置 ORRERY_CHAT_MODEL 以及 OPENAI_API_KEY 或 OPENAI_BASE_URL，然后重新启动；也可以不用模型。',
  ],
  'no-types-in-text': ['文档中没有句子，找不出类型', '请提供有文字的文档，或自行指定类型。'],
  'budget-without-price': [
    '设定预算需要知道 {{model}} 的价格',
    '请写入 {{file}}：{"{{model}}": {"input": 0.25, "output": 2}}，单位为每百万 token 的美元数。',
  ],
  'answer-not-written': ['{{because}}', '直接引用原文不需要模型：可以只看摘句。'],

  'model-silent': ['{{server}} 在 {{seconds}} 秒内没有发来任何内容', '稍后可以再试。'],
  'model-too-small': [
    '{{server}} 在 {{seconds}} 秒内没有发来任何内容：对这么大的请求来说，它可能性能不足',
    '请换用较小的模型，或每次只发一个请求（ORRERY_CONCURRENCY=1）。',
  ],
  'model-unsafe': [
    '无法与 {{server}} 建立安全连接（{{problem}}）',
    '请检查 OPENAI_BASE_URL 的开头是否符合该服务的要求（http 或 https）；若使用自签名证书，请设置 NODE_EXTRA_CA_CERTS。',
  ],
  'model-not-there': [
    '{{server}} 没有响应（{{problem}}）',
    '请检查该服务是否在运行，以及 OPENAI_BASE_URL 是否指向它。',
  ],
  'model-cut-off': ['与 {{server}} 的连接中断', '请检查该服务是否在运行，以及 OPENAI_BASE_URL 是否指向它。'],
  'model-key-refused': [
    '{{server}} 拒绝了密钥',
    '请检查 OPENAI_API_KEY 是否正确，是否属于该服务，以及是否有权使用这个模型。',
  ],
  'model-account-empty': ['{{server}} 上的账户余额或额度已用完', '请充值，或换用其他密钥或模型。'],
  'model-asks-for-less': ['{{server}} 上的 {{model}} 要求减少请求', '稍后可以再试。'],
  'model-busy': ['{{server}} 上的 {{model}} 过于繁忙', '稍后可以再试。'],
  'model-elsewhere': [
    '{{server}} 要求转到别的地址',
    '文本只会发往您指定的地址：若确认无误，请将 OPENAI_BASE_URL 设为该地址。',
  ],
  'model-unknown': [
    '{{server}} 没有名为“{{model}}”的模型，或没有这个地址',
    '请检查 ORRERY_CHAT_MODEL 和 ORRERY_EMBEDDING_MODEL，以及 OPENAI_BASE_URL 的结尾是否符合该服务的要求（通常为 /v1）。',
  ],
  'model-failed': ['{{server}} 上的 {{model}} 出错', '稍后可以再试。'],
  'model-refused-request': [
    '{{server}} 上的 {{model}} 不接受该请求（状态码 {{status}}）',
    '详情请查看模型服务的日志。',
  ],
  'model-refused-text': ['{{server}} 上的 {{model}} 拒绝回答这段内容', '换一个模型也许可以读取这段文本。'],
  'model-prompt-too-long': [
    '提示超出了 {{server}} 上 {{model}} 的上下文长度',
    '请以更大的上下文启动该服务，或换用上下文更长的模型。',
  ],
  'model-prompt-cut': [
    '{{server}} 上的 {{model}} 只读了约 {{tokens}} 个 token 中的 {{read}} 个：提示被截短以适应其上下文',
    '请以更大的上下文启动该服务（Ollama：OLLAMA_CONTEXT_LENGTH=16384）。',
  ],
  'model-no-openai': [
    '模型服务的答复不是 OpenAI 的格式',
    '请检查 OPENAI_BASE_URL 是否为该服务与 OpenAI 兼容的地址（通常以 /v1 结尾）。',
  ],
  'model-reply-broken-off': ['模型服务在回复中途断开', '稍后可以再试。'],
  'model-given-up': ['{{because}}（尝试 {{tries}} 次后放弃）'],
  'model-given-up-waiting': ['{{because}}（尝试 {{tries}} 次后放弃，对方要求等待 {{seconds}} 秒）'],
  'model-not-asked': ['此前的请求均告失败，因此未再请求'],
  'model-limits-used-up': ['{{model}} 的限额已用完，{{seconds}} 秒内不能再请求', '届时可以再试。'],

  'model-batch-failed': ['{{server}} 上的 {{model}} 在批处理中出错', '之后的运行会再次请求。'],
  'model-no-batches': ['{{server}} 不支持批处理，或已没有这一批', '使用此服务时请不要开启批处理。'],
  'model-no-vectors': [
    '{{server}} 上 {{model}} 的答复中没有可用的向量',
    '请检查 ORRERY_EMBEDDING_MODEL 是否为该服务的嵌入模型。',
  ],
  'vectors-of-another': [
    '{{model}} 以前的向量有 {{before}} 个数，现在有 {{now}} 个',
    '以此名称答复的是另一个模型，请为新模型另取名称。',
  ],

  'reply-unusable': [
    '{{model}} 的回复无法使用',
    '换用更大的模型，或能按 JSON Schema 约束回复的服务，可减少这种情况。',
  ],
  'reply-too-long': ['{{model}} 的回复没有说完，无法使用', '请减少每次询问的内容，或换用思考较少的模型。'],
  'reply-empty': ['回复是空的'],
  'reply-only-thoughts': ['token 全部用于思考，没有给出回复'],
  'reply-in-circles': ['内容不断重复'],
  'reply-not-as-asked': ['没有按要求作答'],

  'budget-spent': [
    '预算 {{budget}} 美元不够再请求一次（已用 {{spent}} 美元，下一次最多可能需要 {{next}} 美元）',
    '已读取的内容会保留；提高预算后可从这里继续。',
  ],
  'budget-next-try': [
    '预算 {{budget}} 美元不够再试一次（已用 {{spent}} 美元，进行中的请求最多可能需要 {{held}} 美元）',
    '已读取的内容会保留；提高预算后可从这里继续。',
  ],

  'chunks-failed': [
    '{{all}} 段中有 {{failed}} 段未能读全（第 {{numbers}} 段）；再次提供该文档时会重读这些段落。原因',
  ],
  'chunks-failed-many': [
    '{{all}} 段中有 {{failed}} 段未能读全（第 {{numbers}} 段等）；再次提供该文档时会重读这些段落。原因',
  ],
  'chunk-told-in-circles': [
    '模型不断重复，或说了文中没有的内容；此前说出的内容已保留，并以规则找到的内容补充',
  ],
  'chunk-left-to-model': ['其余部分由模型读取，而模型只读取本次提供的文档'],
  'report-unusable': ['模型写的内容无法使用'],
  'vectors-not-asked': ['本次运行不请求模型', '下次提供文档且不是特意不用模型读取时，会为其生成向量。'],
  'run-ended': ['还没轮到它们，运行就已结束'],
};
