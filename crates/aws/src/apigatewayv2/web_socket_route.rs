use crate::filled;
use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle, object, sub};

use super::authorizer::invocation;
use super::integration::{Target, may_call, whole_millis};
use super::service_call::may_call_service;
use super::{AwsIntegration, WebSocketApiHandle, WebSocketAuthorizerHandle};

/// What answers messages of a kind to a [`WebSocketApi`](super::WebSocketApi).
///
/// It is a site, a function, a service of AWS, or nobody: a WebSocket API does not take the
/// [link](super::VpcLink) of an HTTP API.
///
/// # Adds
///
/// `Integration`; `Permission` or `Role`, by which the API may call what answers; `Response` and
/// `Answer`, where it [returns a response](Self::return_response).
///
/// # Findings
///
/// - `API109`: it has an authorizer, and is not `$connect`.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html>
#[derive(Clone, Debug)]
pub struct WebSocketRoute {
    api: WebSocketApiHandle,
    key: Text,
    to: To,
    who: Option<Who>,
    returns: bool,
}

#[derive(Clone, Debug)]
enum To {
    Url(Value<Str>),
    Lambda(Value<Str>),
    Aws(Box<AwsIntegration>),
    Nobody,
}

#[derive(Clone, Copy, Debug)]
enum Who {
    Iam,
    By(WebSocketAuthorizerHandle),
}

/// Answers by API Gateway itself: every request is well.
const WELL: (&str, &str) = ("200", "{\"statusCode\":200}");

impl WebSocketRoute {
    /// Passes messages of a key, as `$connect`, `$disconnect`, `$default` or `send`, to this URL.
    pub fn http(
        api: impl Into<WebSocketApiHandle>,
        key: impl Into<Text>,
        url: impl IntoValue<Str>,
    ) -> Self {
        WebSocketRoute::new(api.into(), key.into(), To::Url(url.into_value()))
    }

    /// Passes messages of a key to a function, by its ARN. Adds `Permission`, by which the API may
    /// call it.
    pub fn lambda(
        api: impl Into<WebSocketApiHandle>,
        key: impl Into<Text>,
        arn: impl IntoValue<Str>,
    ) -> Self {
        WebSocketRoute::new(api.into(), key.into(), To::Lambda(arn.into_value()))
    }

    /// Passes messages of a key to a service of AWS.
    pub fn aws(
        api: impl Into<WebSocketApiHandle>,
        key: impl Into<Text>,
        integration: AwsIntegration,
    ) -> Self {
        WebSocketRoute::new(api.into(), key.into(), To::Aws(Box::new(integration)))
    }

    /// Takes messages of a key, and asks nobody: to let everybody connect, for one.
    pub fn mock(api: impl Into<WebSocketApiHandle>, key: impl Into<Text>) -> Self {
        WebSocketRoute::new(api.into(), key.into(), To::Nobody)
    }

    fn new(api: WebSocketApiHandle, key: Text, to: To) -> Self {
        WebSocketRoute {
            api,
            key,
            to,
            who: None,
            returns: false,
        }
    }

    /// Lets those connect that have the right `execute-api:Invoke`; for `$connect`.
    pub fn authorized_by_iam(mut self) -> Self {
        self.who = Some(Who::Iam);
        self
    }

    /// Lets those connect that an authorizer lets; for `$connect`.
    pub fn authorized_by(mut self, authorizer: impl Into<WebSocketAuthorizerHandle>) -> Self {
        self.who = Some(Who::By(authorizer.into()));
        self
    }

    /// Sends back to who sent a message what answers it. Nothing is sent back, if this is not said.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html>
    pub fn return_response(mut self) -> Self {
        self.returns = true;
        self
    }

    fn integration(&self, scope: Scope<'_>) -> cfn::IntegrationHandle {
        let integration = cfn::Integration::new().api_id(self.api);
        let integration = match &self.to {
            To::Url(url) => integration
                .integration_type("HTTP_PROXY")
                .integration_uri(url.clone().assume::<Target>())
                .integration_method("POST"),
            To::Lambda(function) => {
                let arn = self.api.execute_api_arn();
                may_call(function, sub!("{arn}/*/*"), scope);
                integration
                    .integration_type("AWS_PROXY")
                    .integration_uri(invocation(function).assume::<Target>())
            }
            To::Nobody => {
                let (status, well) = WELL;
                integration
                    .integration_type("MOCK")
                    .request_templates([(status, well)])
                    .template_selection_expression(status)
            }
            To::Aws(call) => {
                let call = AwsIntegration::clone(call);
                let role = may_call_service(call.role, call.rights, scope);
                integration
                    .integration_type("AWS")
                    .integration_uri(call.uri.assume::<Target>())
                    .integration_method(call.method)
                    .credentials_arn(role.arn())
                    .with(filled(call.parameters), |all, parameters| {
                        all.request_parameters(parameters)
                    })
                    .with(filled(call.templates), |all, templates| {
                        all.request_templates(templates)
                    })
                    .with(call.selection, |all, selection| {
                        all.template_selection_expression(selection)
                    })
                    .with(call.passthrough, |all, behavior| {
                        all.passthrough_behavior(behavior)
                    })
                    .with(call.timeout, |all, timeout| {
                        all.timeout_in_millis(whole_millis(timeout))
                    })
            }
        };
        scope.add("Integration", integration)
    }
}

impl Construct for WebSocketRoute {
    type Handle = WebSocketRouteHandle;

    fn build(self, scope: Scope<'_>) -> WebSocketRouteHandle {
        if matches!(self.who, Some(Who::By(_))) && self.key != "$connect" {
            let message = format!("the route `{}` has an authorizer", self.key);
            scope.report(codes::API109.finding(message));
        }
        let integration = self.integration(scope);
        let id = integration.integration_id();
        let (kind, authorizer) = match self.who {
            None => ("NONE", None),
            Some(Who::Iam) => ("AWS_IAM", None),
            Some(Who::By(authorizer)) => ("CUSTOM", Some(authorizer)),
        };
        let route = cfn::Route::new()
            .api_id(self.api)
            .route_key(self.key)
            .target(sub!("integrations/{id}").assume())
            .authorization_type(kind)
            .with(authorizer, |route, authorizer| {
                route.authorizer_id(authorizer)
            })
            .with(self.returns.then_some("$default"), |route, selection| {
                route.route_response_selection_expression(selection)
            });
        let route = scope.add("Resource", route);
        scope.set_primary(route);
        if self.returns {
            let response = cfn::RouteResponse::new()
                .api_id(self.api)
                .route_id(route)
                .route_response_key("$default");
            scope.add("Response", response);
            // What is no proxy passes no answer on unless it is told to.
            if matches!(self.to, To::Aws(_) | To::Nobody) {
                let answer = cfn::IntegrationResponse::new()
                    .api_id(self.api)
                    .integration_id(integration)
                    .integration_response_key("$default");
                let answer = match self.to {
                    To::Nobody => {
                        let (status, well) = WELL;
                        answer
                            .response_templates(object!({ (status): well }))
                            .template_selection_expression(status)
                    }
                    _ => answer,
                };
                scope.add("Answer", answer);
            }
        }
        WebSocketRouteHandle::new(scope)
    }
}

handle! {
    /// Names a route of a WebSocket API.
    pub struct WebSocketRouteHandle(cfn::RouteHandle);
}
