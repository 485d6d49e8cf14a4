use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{
    Construct, Float, Handle, Int, IntoValue, Scope, Str, Text, Value, With, handle, sub,
};

use super::http_api::{import, name};
use super::stage::{ACCESS_LOG_FORMAT, AccessLogs, Stage, StageOf};
use crate::iam::{Grant, Statement};
use crate::logs::LogGroupHandle;

/// A WebSocket API: connections that stay, held by API Gateway, so that services need not.
///
/// It logs nothing, if nothing else is said: unlike HTTP APIs, it takes a role that is set for the
/// whole account and region.
///
/// ```
/// use stackwright_aws::apigatewayv2::{WebSocketApi, WebSocketRoute};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let live = web.add("Live", WebSocketApi::new("live"));
/// web.add("Connect", WebSocketRoute::http(live, "$connect", "https://live.example.com/connect"));
/// web.add("Default", WebSocketRoute::http(live, "$default", "https://live.example.com/message"));
/// ```
///
/// # Adds
///
/// `Stage`, which is in its URL and to which changes are deployed by themselves.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html>
#[derive(Clone, Debug)]
pub struct WebSocketApi {
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    selection: Value<Str>,
    stage: Stage,
}

impl WebSocketApi {
    /// An API with a stage of this name.
    pub fn new(stage: impl IntoValue<Str>) -> Self {
        WebSocketApi {
            name: None,
            description: None,
            selection: "$request.body.action".into_value(),
            stage: Stage {
                name: stage.into_value(),
                ..Stage::new("", AccessLogs::None, ACCESS_LOG_FORMAT)
            },
        }
    }

    /// An API that exists, by its id.
    pub fn imported(id: impl IntoValue<Str>) -> ImportedWebSocketApi {
        ImportedWebSocketApi(id.into_value())
    }

    /// Names it, for people; the path of the construct, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// What of a message names its route; `$request.body.action`, if this is not said.
    pub fn select_by(mut self, expression: impl IntoValue<Str>) -> Self {
        self.selection = expression.into_value();
        self
    }

    /// Logs accesses to this group, for which API Gateway must have a role in the account.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html>
    pub fn access_logs(
        mut self,
        group: impl Into<LogGroupHandle>,
        format: impl IntoValue<Str>,
    ) -> Self {
        self.stage.logs = AccessLogs::To(group.into());
        self.stage.format = format.into_value();
        self
    }

    /// How many messages a second it takes on the average, and how many at once.
    pub fn throttle(mut self, rate: impl IntoValue<Float>, burst: impl IntoValue<Int>) -> Self {
        self.stage.rate = Some((rate.into_value(), burst.into_value()));
        self
    }
}

impl WebSocketApi {
    /// What a variable comes to in its stage, for integrations that name it:
    /// `${stageVariables.host}`.
    pub fn variable(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.stage.variable(name.into(), value.into_value());
        self
    }

    /// Counts messages by route in CloudWatch, which costs extra.
    pub fn detailed_metrics(mut self) -> Self {
        self.stage.detailed_metrics = true;
        self
    }
}

impl Construct for WebSocketApi {
    type Handle = WebSocketApiHandle;

    fn build(self, scope: Scope<'_>) -> WebSocketApiHandle {
        let api = cfn::Api::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .protocol_type("WEBSOCKET")
            .route_selection_expression(self.selection)
            .with(self.description, |api, text| api.description(text));
        let api = scope.add("Resource", api);
        scope.set_primary(api);
        self.stage.add("Stage", api.node(), scope);
        WebSocketApiHandle::new(scope)
    }
}

/// An API that exists; see [`WebSocketApi::imported`].
#[derive(Clone, Debug)]
pub struct ImportedWebSocketApi(Value<Str>);

impl Construct for ImportedWebSocketApi {
    type Handle = WebSocketApiHandle;

    fn build(self, scope: Scope<'_>) -> WebSocketApiHandle {
        import(self.0, "wss", scope);
        WebSocketApiHandle::new(scope)
    }
}

handle! {
    /// Names a WebSocket API.
    pub struct WebSocketApiHandle(cfn::ApiHandle);
}

impl WebSocketApiHandle {
    /// Its stage; nothing for one that was imported.
    pub fn stage(self, scope: Scope<'_>) -> Option<cfn::StageHandle> {
        scope.data::<StageOf>(self).map(|stage| stage.0)
    }

    /// The right to send to those who are connected, to see and to drop them.
    pub fn manage_connections(self) -> Grant {
        let arn = self.execute_api_arn();
        Statement::allow(["execute-api:ManageConnections"])
            .on([sub!("{arn}/*/*/@connections/*")])
            .into()
    }
}
