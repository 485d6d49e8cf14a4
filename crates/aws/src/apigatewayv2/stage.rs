use crate::filled;
use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{Expr, Float, Int, Json, NodeId, Scope, Str, Text, Value, With};

use crate::logs::{LogGroup, LogGroupHandle};

/// What a line of the access log says, if nothing else is said: JSON, so that it can be asked by
/// CloudWatch Logs Insights.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html>
pub const ACCESS_LOG_FORMAT: &str = "{\"requestId\":\"$context.requestId\",\
\"time\":\"$context.requestTime\",\"ip\":\"$context.identity.sourceIp\",\
\"method\":\"$context.httpMethod\",\"path\":\"$context.path\",\"routeKey\":\"$context.routeKey\",\
\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\
\"latency\":\"$context.responseLatency\",\"error\":\"$context.error.message\",\
\"integrationStatus\":\"$context.integrationStatus\",\
\"integrationError\":\"$context.integrationErrorMessage\"}";

/// Where an API is deployed.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub name: Value<Str>,
    pub logs: AccessLogs,
    pub format: Value<Str>,
    pub rate: Option<(Value<Float>, Value<Int>)>,
    pub detailed_metrics: bool,
    pub description: Option<Value<Str>>,
    pub variables: Vec<(Text, Value<Str>)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum AccessLogs {
    /// To a group of the API's own.
    Own,
    To(LogGroupHandle),
    None,
}

/// The stage of an API, for what is said of it elsewhere.
#[derive(Clone, Copy)]
pub(super) struct StageOf(pub cfn::StageHandle);

impl Stage {
    pub fn new(name: &'static str, logs: AccessLogs, format: &'static str) -> Self {
        Stage {
            name: Value::<Str>::from_expr(name.into()),
            logs,
            format: Value::from_expr(format.into()),
            rate: None,
            detailed_metrics: false,
            description: None,
            variables: Vec::new(),
        }
    }

    /// Says what a variable comes to in it, once.
    pub fn variable(&mut self, name: Text, value: Value<Str>) {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value));
    }

    /// Adds it below the API.
    pub fn add(self, id: &'static str, api: NodeId, scope: Scope<'_>) -> cfn::StageHandle {
        let logs = match self.logs {
            AccessLogs::Own => Some(scope.add("AccessLogs", LogGroup::new())),
            AccessLogs::To(group) => Some(group),
            AccessLogs::None => None,
        };
        let logs = logs.map(|group| {
            cfn::stage::AccessLogSettings::new()
                .destination_arn(group.arn())
                .format(self.format)
        });
        let is_set = self.rate.is_some() || self.detailed_metrics;
        let settings = is_set.then(|| {
            cfn::stage::RouteSettings::new()
                .with(self.rate, |settings, (rate, burst)| {
                    settings
                        .throttling_rate_limit(rate)
                        .throttling_burst_limit(burst)
                })
                .with(self.detailed_metrics.then_some(true), |settings, yes| {
                    settings.detailed_metrics_enabled(yes)
                })
        });
        let variables = filled(self.variables).map(|variables| {
            let variables = variables.into_iter();
            let pairs = variables.map(|(name, value)| (name, value.into_expr()));
            Value::<Json>::from_expr(Expr::Map(pairs.collect()))
        });
        let stage = cfn::Stage::new()
            .api_id(Value::<Str>::reference(api))
            .stage_name(self.name)
            .auto_deploy(true)
            .with(self.description, |stage, text| stage.description(text))
            .with(variables, |stage, variables| {
                stage.stage_variables(variables)
            })
            .with(logs, |stage, logs| stage.access_log_settings(logs))
            .with(settings, |stage, settings| {
                stage.default_route_settings(settings)
            });
        let stage = scope.add(id, stage);
        scope.set_data(StageOf(stage));
        stage
    }
}

/// Limits of one route, as the stage takes them.
pub(super) fn limits(rate: Value<Float>, burst: Value<Int>) -> Value<Json> {
    stackwright_core::object!({
        "ThrottlingRateLimit": rate,
        "ThrottlingBurstLimit": burst,
    })
}
