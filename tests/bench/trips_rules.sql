-- The row rules that a register of trips is held against, as one would write them by hand.
SELECT
  count(*) FILTER ("审批人" = "经办人") AS "CQ11-self-approved",
  count(*) FILTER (
    "报销金额" <> coalesce("城市间交通费", 0) + coalesce("住宿费用", 0) + coalesce("伙食补助费", 0)
      + coalesce("市内交通费", 0) + coalesce("其他费用", 0)
  ) AS "CQ11-travel-parts",
  count(*) FILTER (
    "住宿费用" > "出差人数" * "住宿晚数" * CASE
      WHEN "住宿城市" = '北京市' THEN CASE "人员级别" WHEN '处级' THEN 500 ELSE 500 END
      WHEN "住宿城市" IN ('成都市', '贵阳市', '武汉市', '西安市', '昆明市') THEN 370
    END
  ) AS "CQ17-lodging",
  count(*) FILTER ("伙食补助费" > 100 * "出差人数" * (date_diff('day', "出发日期", "返回日期") + 1)) AS "CQ17-meal-allowance",
  count(*) FILTER ("市内交通费" > 80 * "出差人数" * (date_diff('day', "出发日期", "返回日期") + 1)) AS "CQ17-local-allowance",
  count(*) FILTER ("住宿晚数" > date_diff('day', "出发日期", "返回日期")) AS "CQ17-nights",
  count(*) FILTER ("出差天数" <> date_diff('day', "出发日期", "返回日期") + 1) AS "CQ17-days",
  count(*) FILTER ("住宿城市" <> "出差地点") AS "CQ17-lodging-destination",
  count(*) FILTER (len("出差人员") <> "出差人数") AS "CQ17-headcount",
  count(*) FILTER (regexp_matches("交通工具", '头等舱|公务舱|商务座|软卧|一等舱')) AS "CQ17-seats",
  count(*) FILTER (NOT list_contains("附件", '审批单') AND "审批单号" IS NULL) AS "CQ17-approval",
  count(*) FILTER (NOT regexp_matches(array_to_string("附件", '、'), '发票') AND "发票号码" IS NULL) AS "CQ14-invoice",
  count(*) FILTER ("支付方式" = '公务卡' AND "刷卡金额" <> "报销金额") AS "CQ11-card-amount",
  count(*) FILTER ("支付方式" = '现金') AS "CQ14-cash-travel",
  count(*) FILTER ("刷卡日期" < "出发日期") AS "CQ11-card-date",
  count(*) FILTER ("填报日期" < "出发日期") AS "CQ11-filed-before-start",
  count(*) FILTER ("审批日期" > "出发日期") AS "CQ11-approved-afterwards",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "出差事由"), '旅游|景区|景点|观光|游览')) AS "CQ17-visits",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "出差事由"), '学习考察|外出考察|交流学习')) AS "CQ17-study",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "出差事由"), '礼品|礼金|土特产|纪念品|购物卡')) AS "CQ30-gifts",
  count(*) FILTER (regexp_matches(concat_ws(' ', "事由", "备注", "出差事由"), '值班|加班')) AS "CQ17-duty"
FROM trips;
