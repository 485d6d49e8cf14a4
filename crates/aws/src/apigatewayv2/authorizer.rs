use crate::filled;
use std::time::Duration;

use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Text, Value, With, handle, sub};

use super::HttpApiHandle;
use super::http_api::name;
use super::integration::may_call;
use crate::units::whole_seconds;

/// Who may call the routes of an [HTTP API](super::HttpApi) that [ask](super::HttpRoute::authorized_by)
/// it.
///
/// ```
/// use stackwright_aws::apigatewayv2::{HttpApi, HttpAuthorizer};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let api = web.add("Api", HttpApi::new());
/// web.add("People", HttpAuthorizer::jwt(api, "https://login.example.com", ["shop"]));
/// ```
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html>
#[derive(Clone, Debug)]
pub struct HttpAuthorizer {
    api: HttpApiHandle,
    by: By,
    name: Option<Value<Str>>,
    sources: Vec<Text>,
    cached: Option<Duration>,
}

#[derive(Clone, Debug)]
enum By {
    Jwt {
        issuer: Value<Str>,
        audiences: Value<List<Str>>,
    },
    Lambda(Value<Str>),
}

/// Which kind an authorizer is, for routes.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Jwt,
    Custom,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Jwt => "JWT",
            Kind::Custom => "CUSTOM",
        }
    }
}

impl HttpAuthorizer {
    /// Those who show a token of an issuer, as `https://cognito-idp.eu-west-1.amazonaws.com/<pool>`,
    /// that is meant for one of the audiences: the ids of clients.
    pub fn jwt(
        api: impl Into<HttpApiHandle>,
        issuer: impl IntoValue<Str>,
        audiences: impl IntoValue<List<Str>>,
    ) -> Self {
        HttpAuthorizer::new(
            api.into(),
            By::Jwt {
                issuer: issuer.into_value(),
                audiences: audiences.into_value(),
            },
        )
    }

    /// Those whom a function lets, by its ARN; it answers `{"isAuthorized": true}`. Adds
    /// `Permission`, by which the API may call it.
    pub fn lambda(api: impl Into<HttpApiHandle>, function: impl IntoValue<Str>) -> Self {
        HttpAuthorizer::new(api.into(), By::Lambda(function.into_value()))
    }

    fn new(api: HttpApiHandle, by: By) -> Self {
        HttpAuthorizer {
            api,
            by,
            name: None,
            sources: vec![Text::Borrowed("$request.header.Authorization")],
            cached: None,
        }
    }

    /// Names it, for people; the path of the construct, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Where in a request it is said who calls; `$request.header.Authorization`, if this is not said.
    /// A request without it is refused, and nobody is asked.
    pub fn identity_sources<T: Into<Text>>(mut self, from: impl IntoIterator<Item = T>) -> Self {
        self.sources = from.into_iter().map(Into::into).collect();
        self
    }

    /// How long the answer of a function is good for the same identity, at most an hour; not at
    /// all, if this is not said, so that nobody is let in who was just shut out.
    pub fn cached_for(mut self, time: Duration) -> Self {
        self.cached = Some(time);
        self
    }
}

impl Construct for HttpAuthorizer {
    type Handle = AuthorizerHandle;

    fn build(self, scope: Scope<'_>) -> AuthorizerHandle {
        let kind = match &self.by {
            By::Jwt { .. } => "JWT",
            By::Lambda(_) => "REQUEST",
        };
        let authorizer = cfn::Authorizer::new()
            .api_id(self.api)
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .authorizer_type(kind)
            .with(filled(self.sources), |authorizer, sources| {
                authorizer.identity_source(sources)
            });
        scope.set_data(match &self.by {
            By::Jwt { .. } => Kind::Jwt,
            By::Lambda(_) => Kind::Custom,
        });
        match self.by {
            By::Jwt { issuer, audiences } => {
                let jwt = cfn::authorizer::JwtConfiguration::new()
                    .issuer(issuer)
                    .audience(audiences);
                scope.set_primary(scope.add("Resource", authorizer.jwt_configuration(jwt)));
            }
            By::Lambda(function) => {
                let authorizer = authorizer
                    .authorizer_uri(invocation(&function))
                    .authorizer_payload_format_version("2.0")
                    .enable_simple_responses(true)
                    .authorizer_result_ttl_in_seconds(self.cached.map_or(0, whole_seconds));
                let authorizer = scope.add("Resource", authorizer);
                scope.set_primary(authorizer);
                let (arn, id) = (self.api.execute_api_arn(), authorizer.authorizer_id());
                may_call(&function, sub!("{arn}/authorizers/{id}"), scope);
            }
        }
        AuthorizerHandle::new(scope)
    }
}

/// How API Gateway calls a function where it does not take its ARN.
pub(super) fn invocation(function: &Value<Str>) -> Value<Str> {
    sub!(
        "arn:{AWS::Partition}:apigateway:{AWS::Region}:lambda:path/2015-03-31/functions/{function}/invocations"
    )
}

handle! {
    /// Names an authorizer.
    pub struct AuthorizerHandle(cfn::AuthorizerHandle);
}
