import type { YAMLError } from 'yaml';

/** The parser's complaints in a clerk's words: what is wrong, and how it is mended. */
export const YAML_MESSAGES: Record<YAMLError['code'], readonly [message: string, hint: string]> = {
  ALIAS_PROPS: ['别名（*名称）上不能再加标签或锚点。', '请直接写出内容。'],
  BAD_ALIAS: ['引用了没有定义的别名。', '“*”开头的文字请加引号，或直接写出内容。'],
  BAD_DIRECTIVE: ['“%”开头的指令写法不对。', '“%”开头的文字请加引号。'],
  BAD_DQ_ESCAPE: ['双引号里的“\\”转义写法不对。', '不需要转义时请改用单引号。'],
  BAD_INDENT: [
    '缩进不对，与上下行没有对齐。',
    '同一层的内容左边须对齐，每层缩进两个空格；并检查上文的括号是否都已收尾。',
  ],
  BAD_PROP_ORDER: ['锚点或标签的位置不对。', '请删去“&”“!”开头的标记。'],
  BAD_SCALAR_START: ['文字不能以这个符号开头。', '请把整段文字放进引号。'],
  BLOCK_AS_IMPLICIT_KEY: ['一行里出现了两层“键: 值”。', '请换行并缩进，或把含冒号的文字放进引号。'],
  BLOCK_IN_FLOW: ['括号 [ ] { } 里不能换成缩进写法。', '括号内请一直用逗号分隔，或全部改为缩进写法。'],
  DUPLICATE_KEY: ['同一层里这个键写了两次。', '请删去或合并其中一个。'],
  IMPOSSIBLE: ['这里无法解读。', '请检查附近的符号与缩进。'],
  KEY_OVER_1024_CHARS: ['键太长了。', '是否漏写了引号或换行？'],
  MISSING_CHAR: ['缺少符号。', '请检查引号、括号是否成对，冒号、逗号后是否有空格，是否误用了全角符号。'],
  MULTILINE_IMPLICIT_KEY: ['键不能跨行。', '是否漏写了引号，或误用了全角冒号“：”？'],
  MULTIPLE_ANCHORS: ['一处只能有一个锚点。', '请删去多余的“&”标记。'],
  MULTIPLE_DOCS: ['一个文件里写了几份文档（“---”分隔）。', '请只保留一份，或分成几个文件。'],
  MULTIPLE_TAGS: ['一处只能有一个标签。', '请删去多余的“!”标记。'],
  NON_STRING_KEY: ['键必须是文字。', '请把键放进引号。'],
  TAB_AS_INDENT: ['缩进用了制表符（Tab）。', '请改用空格。'],
  TAG_RESOLVE_FAILED: ['不认识这个标签。', '请删去“!”开头的标签。'],
  UNEXPECTED_TOKEN: ['这里多出了不该有的内容。', '请检查附近的引号、括号与缩进。'],
  BAD_COLLECTION_TYPE: ['标签与内容的类型不符。', '请删去“!”开头的标签。'],
};
