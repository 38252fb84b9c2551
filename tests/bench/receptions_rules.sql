-- The row rules that a register of receptions is held against, as one would write them by hand.
SELECT
  count(*) FILTER (NOT list_contains("附件", '接待清单')) AS "CQ29-list",
  count(*) FILTER (NOT list_contains("附件", '公函') AND "公函字号" IS NULL AND "公函标题" IS NULL) AS "CQ26-letter",
  count(*) FILTER (NOT list_contains("附件", '审批单') AND "审批单号" IS NULL) AS "CQ26-approval",
  count(*) FILTER (NOT regexp_matches(array_to_string("附件", '、'), '发票') AND "发票号码" IS NULL) AS "CQ14-invoice",
  count(*) FILTER (
    "用餐形式" IN ('工作餐', '自助餐')
    AND "陪餐人数" > CASE WHEN "来宾人数" <= 10 THEN 3 ELSE "来宾人数" // 3 END
  ) AS "CQ28-companions",
  count(*) FILTER ("餐数" > 1) AS "CQ28-one-working-meal",
  count(*) FILTER (regexp_matches("菜单", '茅台|五粮液|国窖|剑南春|郎酒|洋酒|XO|红酒|白酒')) AS "CQ28-alcohol",
  count(*) FILTER (regexp_matches("菜单", '鱼翅|燕窝|熊掌|鲍鱼|龙虾|海参|野味')) AS "CQ28-dishes",
  count(*) FILTER (regexp_matches("菜单", '香烟|中华烟|软中华|玉溪')) AS "CQ28-tobacco",
  count(*) FILTER (regexp_matches(coalesce("就餐地点", "接待地点"), '会所|俱乐部|农家乐|度假村')) AS "CQ28-venue",
  count(*) FILTER ("用餐人数" <> "来宾人数" + "陪餐人数") AS "CQ11-diners",
  count(*) FILTER ("餐费" > "餐费标准" * "用餐人数" * "餐数") AS "CQ27-declared-standard",
  count(*) FILTER ("审批人" = "经办人") AS "CQ11-self-approved",
  count(*) FILTER ("支付方式" = '公务卡' AND "刷卡金额" <> "报销金额") AS "CQ11-card-amount",
  count(*) FILTER ("支付方式" = '现金') AS "CQ14-cash-reception",
  count(*) FILTER ("刷卡日期" < "接待日期") AS "CQ11-card-date",
  count(*) FILTER ("填报日期" < "接待日期") AS "CQ11-filed-before-event",
  count(*) FILTER ("审批日期" > "接待日期") AS "CQ11-approved-afterwards",
  count(*) FILTER ("开票日期" > "填报日期") AS "CQ11-invoice-date",
  count(*) FILTER ("住宿费" > 0) AS "CQ27-guest-lodging",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "公务活动项目"), '旅游|景区|景点|观光|游览')) AS "CQ29-sights",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "菜单"), '礼品|礼金|土特产|纪念品|购物卡')) AS "CQ30-gifts"
FROM receptions;
