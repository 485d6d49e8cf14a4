//! `peers/pool/templates/cdk-Alarms.json`, on constructs.

use stackwright::aws::cloudwatch::{Alarm, Metric, MissingData};
use stackwright::aws::iam::{ManagedPolicy, Principal, Role};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::aws::sns::{Subscription, Topic};
use stackwright::aws::units::DurationExt;
use stackwright::cfn::{chatbot, cloudwatch, lambda, logs};
use stackwright::core::{App, Parameter, Pseudo, Rule, Str, assume, contains, join};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let bootstrap_version = stack.add(
        "BootstrapVersion",
        Parameter::of_type::<Str>("AWS::SSM::Parameter::Value<String>")
            .default("/cdk-bootstrap/hnb659fds/version")
            .describe(
                "Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM Parameter Store. [cdk:skip]",
            ),
    );

    stack.add(
        "CheckBootstrapVersion",
        Rule::new().assert(
            contains(["1", "2", "3", "4", "5"], bootstrap_version).not(),
            "CDK bootstrap stack version 6 required. Please run 'cdk bootstrap' with a recent version of the CDK CLI.",
        ),
    );

    let operators93109_ecd = stack.add("Operators", Topic::new().without_policy());
    stack.add(
        "Operatorsopsexamplecom3A2248DB",
        Subscription::email(operators93109_ecd, "ops@example.com"),
    );
    let log95422804 = stack.add(
        "Log",
        LogGroup::new().retention(Retention::ThreeMonths).retain(),
    );
    let fn_service_role_b9001_a96 = stack.add(
        "FnServiceRoleB9001A96",
        Role::new(Principal::service("lambda.amazonaws.com")).managed_policy(ManagedPolicy::aws(
            "service-role/AWSLambdaBasicExecutionRole",
        )),
    );
    let fn9270_cbc0 = stack.add(
        "Fn9270CBC0",
        lambda::Function::new()
            .code(lambda::function::Code::new().zip_file("exports.handler = async () => 1"))
            .handler("index.handler")
            .logging_config(lambda::function::LoggingConfig::new().log_group(log95422804))
            .role(fn_service_role_b9001_a96)
            .runtime(lambda::function::Runtime::Nodejs22X),
    );
    stack
        .of(fn9270_cbc0)
        .override_attribute("DependsOn", ["FnServiceRoleB9001A96"]);
    stack.add(
        "ErrorsFA5270DE",
        logs::MetricFilter::new()
            .filter_pattern("?\"ERROR\" ?\"Exception\"")
            .log_group_name(log95422804)
            .metric_transformations([logs::metric_filter::MetricTransformation::new()
                .default_value(0)
                .metric_name("Errors")
                .metric_namespace("Shop")
                .metric_value("1")]),
    );
    let many_c5_d6_ce18 = stack.add(
        "Many",
        Alarm::at_least(Metric::new("Shop", "Errors").sum().period(5.minutes()), 5.0)
            .datapoints(1, 2)
            .missing(MissingData::NotBreaching),
    );
    let ratio0752_d923 = stack.add(
        "Ratio0752D923",
        cloudwatch::Alarm::new()
            .comparison_operator(
                cloudwatch::alarm::ComparisonOperator::GreaterThanOrEqualToThreshold,
            )
            .evaluation_periods(3)
            .metrics([
                cloudwatch::alarm::MetricDataQuery::new()
                    .expression("100 * errors / invocations")
                    .id("expr_1")
                    .return_data(true),
                cloudwatch::alarm::MetricDataQuery::new()
                    .id("errors")
                    .metric_stat(
                        cloudwatch::alarm::MetricStat::new()
                            .metric(
                                cloudwatch::alarm::Metric::new()
                                    .dimensions([cloudwatch::alarm::Dimension::new()
                                        .name("FunctionName")
                                        .value(fn9270_cbc0.reference())])
                                    .metric_name("Errors")
                                    .namespace("AWS/Lambda"),
                            )
                            .period(300)
                            .stat("Sum"),
                    )
                    .return_data(false),
                cloudwatch::alarm::MetricDataQuery::new()
                    .id("invocations")
                    .metric_stat(
                        cloudwatch::alarm::MetricStat::new()
                            .metric(
                                cloudwatch::alarm::Metric::new()
                                    .dimensions([cloudwatch::alarm::Dimension::new()
                                        .name("FunctionName")
                                        .value(fn9270_cbc0.reference())])
                                    .metric_name("Invocations")
                                    .namespace("AWS/Lambda"),
                            )
                            .period(300)
                            .stat("Sum"),
                    )
                    .return_data(false),
            ])
            .threshold(1),
    );
    stack.add(
        "Both16D4C1CD",
        cloudwatch::CompositeAlarm::new()
            .alarm_actions([operators93109_ecd])
            .alarm_name("AlarmsBoth8D607500")
            .alarm_rule(join(
                "",
                [
                    assume("(ALARM(\""),
                    assume(many_c5_d6_ce18.arn()),
                    assume("\") AND ALARM(\""),
                    assume(ratio0752_d923.arn()),
                    assume("\"))"),
                ],
            )),
    );
    stack.add(
        "Odd7AE6839B",
        cloudwatch::Alarm::new()
            .alarm_actions([operators93109_ecd])
            .comparison_operator(
                cloudwatch::alarm::ComparisonOperator::LessThanLowerOrGreaterThanUpperThreshold,
            )
            .evaluation_periods(3)
            .metrics([
                cloudwatch::alarm::MetricDataQuery::new()
                    .expression("ANOMALY_DETECTION_BAND(m0, 3)")
                    .id("expr_1")
                    .label("Anomaly Detection Band")
                    .return_data(true),
                cloudwatch::alarm::MetricDataQuery::new()
                    .id("m0")
                    .metric_stat(
                        cloudwatch::alarm::MetricStat::new()
                            .metric(
                                cloudwatch::alarm::Metric::new()
                                    .dimensions([cloudwatch::alarm::Dimension::new()
                                        .name("FunctionName")
                                        .value(fn9270_cbc0.reference())])
                                    .metric_name("Duration")
                                    .namespace("AWS/Lambda"),
                            )
                            .period(300)
                            .stat("Average"),
                    )
                    .return_data(true),
            ])
            .threshold_metric_id("expr_1"),
    );
    stack.add(
        "Board47D7A2D0",
        cloudwatch::Dashboard::new().dashboard_body(join(
            "",
            [
                assume(
                    "{\"start\":\"-P1D\",\"widgets\":[{\"type\":\"metric\",\"width\":12,\"height\":6,\"x\":0,\"y\":0,\"properties\":{\"view\":\"timeSeries\",\"region\":\"",
                ),
                assume(Pseudo::Region.value()),
                assume("\",\"metrics\":[[\"AWS/Lambda\",\"Invocations\",\"FunctionName\",\""),
                assume(fn9270_cbc0.reference()),
                assume("\",{\"stat\":\"Sum\"}],[\"AWS/Lambda\",\"Errors\",\"FunctionName\",\""),
                assume(fn9270_cbc0.reference()),
                assume(
                    "\",{\"stat\":\"Sum\",\"yAxis\":\"right\"}]],\"yAxis\":{}}},{\"type\":\"alarm\",\"width\":6,\"height\":3,\"x\":12,\"y\":0,\"properties\":{\"title\":\"Alarm Status\",\"alarms\":[\"",
                ),
                assume(many_c5_d6_ce18.arn()),
                assume("\",\""),
                assume(ratio0752_d923.arn()),
                assume(
                    "\"]}},{\"type\":\"log\",\"width\":6,\"height\":6,\"x\":18,\"y\":0,\"properties\":{\"view\":\"table\",\"region\":\"",
                ),
                assume(Pseudo::Region.value()),
                assume("\",\"query\":\"SOURCE '"),
                assume(log95422804.reference()),
                assume("' | fields @message\\n| limit 20\"}}]}"),
            ],
        )),
    );
    let slack_configuration_role_f51_d66_d3 = stack.add(
        "SlackConfigurationRoleF51D66D3",
        Role::new(Principal::service("chatbot.amazonaws.com")),
    );
    stack.add(
        "Slack738A1058",
        chatbot::SlackChannelConfiguration::new()
            .configuration_name("ops")
            .iam_role_arn(slack_configuration_role_f51_d66_d3)
            .slack_channel_id("C01234567")
            .slack_workspace_id("T01234567")
            .sns_topic_arns([operators93109_ecd]),
    );

    stack.pin_ids([
        (
            "Operatorsopsexamplecom3A2248DB/Resource",
            "Operatorsopsexamplecom3A2248DB",
        ),
        ("FnServiceRoleB9001A96/Resource", "FnServiceRoleB9001A96"),
        (
            "SlackConfigurationRoleF51D66D3/Resource",
            "SlackConfigurationRoleF51D66D3",
        ),
    ]);
}
