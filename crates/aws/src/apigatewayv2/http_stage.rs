use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{
    Construct, Float, Handle, Int, IntoValue, Scope, Str, Text, Value, handle, sub,
};

use super::HttpApiHandle;
use super::stage::{ACCESS_LOG_FORMAT, AccessLogs, Stage};
use crate::logs::LogGroupHandle;

/// A further stage of an [HTTP API](super::HttpApi): the same routes below a name in the URL, with
/// variables, logs and limits of its own.
///
/// Changes are deployed to it by themselves, as to the stage `$default`. It has all routes of the API:
/// what is to be tried out before it is there for all is better another API, of another stack. Limits of
/// [routes](super::HttpRoute::throttle) hold in `$default` alone.
///
/// ```
/// use stackwright_aws::apigatewayv2::{HttpApi, HttpRoute, HttpStage, Integration};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let api = web.add("Api", HttpApi::new().variable("host", "shop.example.com"));
/// web.add("Beta", HttpStage::new(api, "beta").variable("host", "beta.example.com"));
/// let shop = Integration::http("https://${stageVariables.host}/{proxy}");
/// web.add("Shop", HttpRoute::new(api, "ANY /{proxy+}", shop));
/// ```
///
/// # Adds
///
/// `AccessLogs`, a log group that keeps a line a request for a month, unless it is given one or
/// [wants none](Self::without_access_logs). A change of the name replaces it.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html>
#[derive(Clone, Debug)]
pub struct HttpStage {
    api: HttpApiHandle,
    stage: Stage,
}

impl HttpStage {
    /// A stage of this name.
    pub fn new(api: impl Into<HttpApiHandle>, name: impl IntoValue<Str>) -> Self {
        HttpStage {
            api: api.into(),
            stage: Stage {
                name: name.into_value(),
                ..Stage::new("", AccessLogs::Own, ACCESS_LOG_FORMAT)
            },
        }
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.stage.description = Some(text.into_value());
        self
    }

    /// What a variable comes to here, for integrations that name it: `${stageVariables.host}`.
    pub fn variable(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.stage.variable(name.into(), value.into_value());
        self
    }

    /// Logs accesses to this group instead of one of its own.
    pub fn access_logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.stage.logs = AccessLogs::To(group.into());
        self
    }

    /// What a line of the access log says; [`ACCESS_LOG_FORMAT`], if this is not said.
    pub fn access_log_format(mut self, format: impl IntoValue<Str>) -> Self {
        self.stage.format = format.into_value();
        self
    }

    /// Logs no accesses.
    pub fn without_access_logs(mut self) -> Self {
        self.stage.logs = AccessLogs::None;
        self
    }

    /// How many requests a second it takes on the average, and how many at once.
    pub fn throttle(mut self, rate: impl IntoValue<Float>, burst: impl IntoValue<Int>) -> Self {
        self.stage.rate = Some((rate.into_value(), burst.into_value()));
        self
    }

    /// Counts requests by route in CloudWatch, which costs extra.
    pub fn detailed_metrics(mut self) -> Self {
        self.stage.detailed_metrics = true;
        self
    }
}

impl Construct for HttpStage {
    type Handle = HttpStageHandle;

    fn build(self, scope: Scope<'_>) -> HttpStageHandle {
        let name = self.stage.name.clone();
        let stage = self.stage.add("Resource", self.api.node(), scope);
        scope.set_primary(stage);
        let endpoint = self.api.api_endpoint();
        scope.define("Url", sub!("{endpoint}/{name}"));
        HttpStageHandle::new(scope)
    }
}

handle! {
    /// Names a stage of an HTTP API.
    pub struct HttpStageHandle(cfn::StageHandle);
}

impl HttpStageHandle {
    /// Its URL, as `https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/beta`.
    pub fn url(self) -> Value<Str> {
        Value::attribute(self.node(), "Url")
    }

    /// Its name, for an [`ApiMapping`](super::ApiMapping::stage), which then waits for it.
    pub fn name(self) -> Value<Str> {
        self.reference().assume()
    }
}
