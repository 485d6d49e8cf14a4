use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{
    Construct, Float, Handle, Int, IntoValue, Scope, Str, Text, Value, With, handle, sub,
};

use super::stage::{ACCESS_LOG_FORMAT, AccessLogs, Stage, StageOf};
use super::{Cors, HttpRoute, Integration};
use crate::logs::LogGroupHandle;

/// An HTTP API: a front door for services that costs by the request, and no load balancer.
///
/// [Routes](HttpRoute) say which requests go where. Changes are deployed by themselves, to the
/// stage `$default`, which has no name in URLs.
///
/// ```
/// use stackwright_aws::apigatewayv2::{Cors, HttpApi, HttpRoute, Integration};
/// # let app = stackwright_core::App::new();
/// let web = app.stack("Web");
/// let api = web.add("Api", HttpApi::new().cors(Cors::origins(["https://shop.example.com"])));
/// web.add("Old", HttpRoute::new(api, "GET /old/{proxy+}", Integration::http("https://old.example.com/{proxy}")));
/// # let _ = api.api_endpoint();
/// ```
///
/// # Adds
///
/// `DefaultStage`, and `AccessLogs`, a log group that keeps a line a request for a month, unless
/// it is given one or [wants none](Self::without_access_logs). AWS CDK logs nothing. Whoever
/// deploys it needs the rights to set up the delivery of logs, `logs:CreateLogDelivery` and
/// `logs:PutResourcePolicy` among them.
///
/// AWS WAF does not protect HTTP APIs: put a distribution of CloudFront with a web ACL before it,
/// and take its [endpoint](Self::without_default_endpoint) away, which would lead around that.
///
/// # Findings
///
/// - `API102`: two routes of it have one key.
/// - `API103`: credentials for pages of any origin.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html>
#[derive(Clone, Debug)]
pub struct HttpApi {
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    cors: Option<Cors>,
    default: Option<Integration>,
    disable_endpoint: bool,
    dual_stack: bool,
    stage: Stage,
}

impl HttpApi {
    /// An API without routes.
    pub fn new() -> Self {
        HttpApi {
            name: None,
            description: None,
            cors: None,
            default: None,
            disable_endpoint: false,
            dual_stack: false,
            stage: Stage::new("$default", AccessLogs::Own, ACCESS_LOG_FORMAT),
        }
    }

    /// An API that exists, by its id, as `a1b2c3d4e5`.
    pub fn imported(id: impl IntoValue<Str>) -> ImportedHttpApi {
        ImportedHttpApi(id.into_value())
    }

    /// Names it, for people; the path of the construct, if this is not said. Names need not be
    /// unique.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Which pages of other origins may call it; none, if this is not said.
    pub fn cors(mut self, cors: Cors) -> Self {
        self.cors = Some(cors);
        self
    }

    /// What answers requests that no route is for. Adds a route named `DefaultRoute`.
    pub fn otherwise(mut self, integration: Integration) -> Self {
        self.default = Some(integration);
        self
    }

    /// Takes requests under a [name of one's own](super::DomainName) only: the one below
    /// `execute-api.amazonaws.com` would be a way around what protects that name.
    pub fn without_default_endpoint(mut self) -> Self {
        self.disable_endpoint = true;
        self
    }

    /// Takes requests over IPv6, too.
    pub fn dual_stack(mut self) -> Self {
        self.dual_stack = true;
        self
    }

    /// Logs accesses to this group instead of one of its own.
    pub fn access_logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.stage.logs = AccessLogs::To(group.into());
        self
    }

    /// What a line of the access log says; it must have `$context.requestId`.
    /// [`ACCESS_LOG_FORMAT`], if this is not said.
    pub fn access_log_format(mut self, format: impl IntoValue<Str>) -> Self {
        self.stage.format = format.into_value();
        self
    }

    /// Logs no accesses.
    pub fn without_access_logs(mut self) -> Self {
        self.stage.logs = AccessLogs::None;
        self
    }

    /// How many requests a second it takes on the average, and how many at once, of all callers
    /// together; what the account may take in the region, if this is not said.
    pub fn throttle(mut self, rate: impl IntoValue<Float>, burst: impl IntoValue<Int>) -> Self {
        self.stage.rate = Some((rate.into_value(), burst.into_value()));
        self
    }

    /// What a variable comes to in its stage `$default`, for integrations that name it:
    /// `${stageVariables.host}`. [Further stages](super::HttpStage) have their own.
    pub fn variable(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.stage.variable(name.into(), value.into_value());
        self
    }

    /// Counts requests by route in CloudWatch, which costs extra.
    pub fn detailed_metrics(mut self) -> Self {
        self.stage.detailed_metrics = true;
        self
    }
}

impl Default for HttpApi {
    fn default() -> Self {
        HttpApi::new()
    }
}

impl Construct for HttpApi {
    type Handle = HttpApiHandle;

    fn build(self, scope: Scope<'_>) -> HttpApiHandle {
        let cors = self.cors.map(|cors| cors.lower(scope));
        let api = cfn::Api::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .protocol_type("HTTP")
            .with(self.description, |api, text| api.description(text))
            .with(cors, |api, cors| api.cors_configuration(cors))
            .with(self.disable_endpoint.then_some(true), |api, yes| {
                api.disable_execute_api_endpoint(yes)
            })
            .with(self.dual_stack.then_some("dualstack"), |api, kind| {
                api.ip_address_type(kind)
            });
        let api = scope.add("Resource", api);
        scope.set_primary(api);
        self.stage.add("DefaultStage", api.node(), scope);
        let handle = HttpApiHandle::new(scope);
        if let Some(integration) = self.default {
            scope.add(
                "DefaultRoute",
                HttpRoute::new(handle, "$default", integration),
            );
        }
        handle
    }
}

/// A path as a name: at most 128 characters.
pub(super) fn name(path: &str) -> String {
    path.replace('/', "-").chars().take(128).collect()
}

/// An API that exists; see [`HttpApi::imported`].
#[derive(Clone, Debug)]
pub struct ImportedHttpApi(Value<Str>);

impl Construct for ImportedHttpApi {
    type Handle = HttpApiHandle;

    fn build(self, scope: Scope<'_>) -> HttpApiHandle {
        import(self.0, "https", scope);
        HttpApiHandle::new(scope)
    }
}

/// Says what is known of an API that exists.
pub(super) fn import(id: Value<Str>, scheme: &'static str, scope: Scope<'_>) {
    scope.define(
        "ApiEndpoint",
        sub!("{scheme}://{id}.execute-api.{AWS::Region}.{AWS::URLSuffix}"),
    );
    scope.define(
        "ExecuteApiArn",
        sub!("arn:{AWS::Partition}:execute-api:{AWS::Region}:{AWS::AccountId}:{id}"),
    );
    scope.define("ApiId", id.clone());
    scope.define("Ref", id);
}

handle! {
    /// Names an HTTP API.
    pub struct HttpApiHandle(cfn::ApiHandle);
}

impl HttpApiHandle {
    /// Its stage, to `edit` it; nothing for one that was imported.
    pub fn stage(self, scope: Scope<'_>) -> Option<cfn::StageHandle> {
        scope.data::<StageOf>(self).map(|stage| stage.0)
    }
}
