use crate::filled;
use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle, sub};

use super::WebSocketApiHandle;
use super::authorizer::invocation;
use super::http_api::name;
use super::integration::may_call;

/// Who may connect to a [`WebSocketApi`](super::WebSocketApi): those whom a function lets.
///
/// ```
/// use stackwright_aws::apigatewayv2::{WebSocketApi, WebSocketAuthorizer, WebSocketRoute};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// # let function = "arn:aws:lambda:eu-west-1:111122223333:function:who";
/// let live = web.add("Live", WebSocketApi::new("live"));
/// let people = web.add("People", WebSocketAuthorizer::lambda(live, function));
/// web.add("Connect", WebSocketRoute::mock(live, "$connect").authorized_by(people));
/// ```
///
/// # Adds
///
/// `Permission`, by which the API may call the function.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html>
#[derive(Clone, Debug)]
pub struct WebSocketAuthorizer {
    api: WebSocketApiHandle,
    function: Value<Str>,
    name: Option<Value<Str>>,
    sources: Vec<Text>,
}

impl WebSocketAuthorizer {
    /// Those whom a function lets, by its ARN; it answers with a policy.
    pub fn lambda(api: impl Into<WebSocketApiHandle>, function: impl IntoValue<Str>) -> Self {
        WebSocketAuthorizer {
            api: api.into(),
            function: function.into_value(),
            name: None,
            sources: vec![Text::Borrowed("route.request.header.Authorization")],
        }
    }

    /// Names it, for people; the path of the construct, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Where in a request it is said who connects, as `route.request.querystring.token`;
    /// `route.request.header.Authorization`, if this is not said. A request without it is refused, and
    /// nobody is asked.
    pub fn identity_sources<T: Into<Text>>(mut self, from: impl IntoIterator<Item = T>) -> Self {
        self.sources = from.into_iter().map(Into::into).collect();
        self
    }
}

impl Construct for WebSocketAuthorizer {
    type Handle = WebSocketAuthorizerHandle;

    fn build(self, scope: Scope<'_>) -> WebSocketAuthorizerHandle {
        let authorizer = cfn::Authorizer::new()
            .api_id(self.api)
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .authorizer_type("REQUEST")
            .authorizer_uri(invocation(&self.function))
            .with(filled(self.sources), |authorizer, sources| {
                authorizer.identity_source(sources)
            });
        let authorizer = scope.add("Resource", authorizer);
        scope.set_primary(authorizer);
        let (arn, id) = (self.api.execute_api_arn(), authorizer.authorizer_id());
        may_call(&self.function, sub!("{arn}/authorizers/{id}"), scope);
        WebSocketAuthorizerHandle::new(scope)
    }
}

handle! {
    /// Names an authorizer of a WebSocket API.
    pub struct WebSocketAuthorizerHandle(cfn::AuthorizerHandle);
}
