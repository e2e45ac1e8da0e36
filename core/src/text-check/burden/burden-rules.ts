/** A document that says what an assessment must not hold. */
export interface BurdenSource {
  readonly title: string;
  readonly number?: string;
  /** The day it was issued. */
  readonly issued: string;
}

/** One thing that may not be assessed, with the words by which it shows. */
export interface BurdenRule {
  readonly id: string;
  readonly bars: string;
  readonly source: BurdenSource;
  readonly words: RegExp;
  readonly hint: string;
}

/** 中共中央办公厅、国务院办公厅; made public on 6 August 2025. */
const RELIEF: BurdenSource = { title: '整治形式主义为基层减负若干规定', issued: '2024-08-06' };
const APPS: BurdenSource = {
  title: '政务移动互联网应用程序规范化管理办法',
  number: '国办函〔2026〕12号',
  issued: '2026-01-25',
};

/** 减负规定: what is barred as content of an assessment. A rule that changes is changed here and nowhere else. */
export const BURDEN_RULES: readonly BurdenRule[] = [
  {
    id: 'leaders-instructions',
    bars: '获得领导批示',
    source: RELIEF,
    words: /(?:领导|负责同志|负责人|肯定性?)[^，。；、]{0,8}批示|批示(?:件|肯定)|(?:获|得到)[^，。；]{0,10}批示/,
    hint: '改看事情本身的结果，如“纠正的问题经回访不再发生”。',
  },
  {
    id: 'press-items',
    bars: '在刊物和媒体刊发文章、信息、经验做法',
    source: RELIEF,
    words:
      /新闻稿|宣传稿|稿件|发稿|投稿|刊稿|信息(?:报送|采用|上报|宣传)(?!平台)|报送[^，。；]{0,6}(?:政务|工作|动态|宣传)信息|(?:报刊|媒体|电视台|刊物|简报|网站)[^，。；]{0,8}(?:刊发|刊登|刊载|采用|报道|播出)|(?:刊发|刊登|刊载)[^，。；]{0,10}(?:文章|信息|经验|稿)|(?:动态|简报)\d+[期篇条]/,
    hint: '删去；要看宣传效果的，抽样问服务对象是否知道。',
  },
  {
    id: 'meetings-held',
    bars: '是否开会',
    source: RELIEF,
    words:
      /(?:召开|组织|举行|主持|参加|出席)[^，。；]{0,22}(?:会议|会商|例会|联席会|研究)[^。；]{0,16}(?:不少于|至少|每少|缺少|少|每次|次数)|(?:会议|例会|联席会|专题会)[^。；]{0,20}每(?:少|缺|召开)?[一1]?次|会议次数|(?:未|没有)(?:召开|组织召开)[^，。；]{0,16}(?:会议|例会)|专题研究[^，。；]{0,20}(?:不少于|至少)[^，。；]{0,4}次/,
    hint: '改看会议要解决的事办成了没有，如“研究确定的事项到期未办结的每件扣…”。',
  },
  {
    id: 'papers-issued',
    bars: '是否发文',
    source: RELIEF,
    words:
      /发文(?:数量|不少于|次数)|(?:印发|制发|出台)[^，。；]{0,14}(?:文件|方案|通知)[^，。；]{0,4}(?:不少于|至少)|未(?:印发|制发|转发)[^，。；]{0,14}(?:文件|通知|方案)/,
    hint: '改看文件要做的事做了没有。',
  },
  {
    id: 'traces',
    bars: '拍照留痕、制作学习笔记',
    source: RELIEF,
    words:
      /拍照|(?:工作|活动|现场|会议)照片|照片(?:不少于|资料|佐证)|截图|痕迹(?:资料|管理|材料)|学习笔记|心得体会|学习记录本/,
    hint: '删去；确需佐证的，用工作中自然形成的文书、平台数据。',
  },
  {
    id: 'implementation-reports',
    bars: '一般不要求报送贯彻落实情况',
    source: RELIEF,
    words: /(?:贯彻|落实)(?:落实)?情况(?:的)?(?:报告|汇报|总结|材料)|(?:日报|周报|旬报|零报告|每日报送|每周报送)/,
    hint: '由考核办从平台、档案取数；法律、法规规定的年度报告除外。',
  },
  {
    id: 'app-use',
    bars: '把应用程序的安装率、使用率、登录、在线时长作为考核内容',
    source: APPS,
    words:
      /(?:APP|App|app|小程序|应用程序|公众号|客户端)[^，。；]{0,14}(?:安装|下载|注册|登录|使用|活跃|关注|上传|在线|排名|率)|(?:安装|下载|注册|关注|登录)[^，。；]{0,10}(?:APP|App|app|小程序|公众号|客户端)|登录率|活跃度|日活|在线时长|巡河|巡查打卡/,
    hint: '删去；要看的事情有业务数据的，用业务数据。',
  },
  {
    id: 'check-ins',
    bars: '打卡签到、积分排名',
    source: APPS,
    words: /打卡|签到|积分排名|学习积分|定位(?:轨迹|签)|轨迹(?:上传|记录)/,
    hint: '删去；到岗、到场用工作文书证明。',
  },
  {
    id: 'votes',
    bars: '以点赞量、网络投票数、转发量作为考评依据',
    source: APPS,
    words: /点赞|网络投票|网上投票|微信投票|投票数|转发(?:量|数|率|朋友圈|次)|阅读量|浏览量|粉丝/,
    hint: '要听群众意见的，用抽样回访，写明样本和办法。',
  },
  {
    id: 'study-hours',
    bars: '以学习时长作为考评依据',
    source: APPS,
    words:
      /学习时长|学时|学习强国|在线学习|(?:学习|培训)[^，。；]{0,10}(?:不少于|至少|累计)[^，。；]{0,4}(?:小时|课时|天)/,
    hint: '改看学了会不会用，如测试合格率、案卷质量。',
  },
];
