use crate::filled;
use std::collections::BTreeMap;

use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Construct, Expr, Fact, Float, Handle, Int, IntoValue, Json, NodeId, Props, Recorded,
    Scope, Text, Value, With, handle, sub,
};

use super::authorizer::Kind;
use super::stage::{StageOf, limits};
use super::{
    AuthorizerHandle, HttpApiHandle, HttpIntegration, Integration, IntegrationHandle, route_key,
};

/// Requests to an [HTTP API](super::HttpApi), and what answers them.
///
/// The most exact key that fits a request gets it: a path without variables before one with them,
/// and `$default` gets what is left.
///
/// ```
/// use stackwright_aws::apigatewayv2::{HttpApi, HttpAuthorizer, HttpRoute, Integration};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let api = web.add("Api", HttpApi::new());
/// let people = web.add(
///     "People",
///     HttpAuthorizer::jwt(api, "https://login.example.com", ["shop"]),
/// );
/// let shop = Integration::http("https://shop.example.com/{id}");
/// web.add(
///     "Goods",
///     HttpRoute::new(api, "GET /goods/{id}", shop).authorized_by(people).scopes(["goods:read"]),
/// );
/// ```
///
/// # Adds
///
/// `Integration`, unless it is given one that was added.
///
/// # Findings
///
/// - `API101`: a key that is none.
/// - `API102`: another route of the API has the same key.
/// - `API107`: a limit for a route of an API that was imported.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
#[derive(Clone, Debug)]
pub struct HttpRoute {
    api: HttpApiHandle,
    key: Text,
    answer: Answer,
    authorization: Option<Authorization>,
    scopes: Vec<Text>,
    rate: Option<(Value<Float>, Value<Int>)>,
}

/// What answers: an [`Integration`], or one that was added.
#[derive(Clone, Debug)]
pub struct Answer(Source);

#[derive(Clone, Debug)]
enum Source {
    New(Box<Integration>),
    Added(IntegrationHandle),
}

impl From<Integration> for Answer {
    fn from(integration: Integration) -> Self {
        Answer(Source::New(Box::new(integration)))
    }
}

impl From<IntegrationHandle> for Answer {
    fn from(integration: IntegrationHandle) -> Self {
        Answer(Source::Added(integration))
    }
}

#[derive(Clone, Copy, Debug)]
enum Authorization {
    Iam,
    By(AuthorizerHandle),
}

impl HttpRoute {
    /// Answers requests of a key: a method and a path, as `GET /users/{id}` or `ANY /{proxy+}`, or
    /// `$default`. Anyone may call it, if nothing else is said.
    pub fn new(
        api: impl Into<HttpApiHandle>,
        key: impl Into<Text>,
        answer: impl Into<Answer>,
    ) -> Self {
        HttpRoute {
            api: api.into(),
            key: key.into(),
            answer: answer.into(),
            authorization: None,
            scopes: Vec::new(),
            rate: None,
        }
    }

    /// Lets those call it that an authorizer lets.
    pub fn authorized_by(mut self, authorizer: impl Into<AuthorizerHandle>) -> Self {
        self.authorization = Some(Authorization::By(authorizer.into()));
        self
    }

    /// Lets those call it that have the right [`call`](HttpRouteHandle::call).
    pub fn authorized_by_iam(mut self) -> Self {
        self.authorization = Some(Authorization::Iam);
        self
    }

    /// The scopes of which a token must have one; for authorizers of tokens.
    pub fn scopes<T: Into<Text>>(mut self, scopes: impl IntoIterator<Item = T>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// How many requests a second it takes on the average, and how many at once, of all callers
    /// together; as many as the [API](super::HttpApi::throttle), if this is not said.
    pub fn throttle(mut self, rate: impl IntoValue<Float>, burst: impl IntoValue<Int>) -> Self {
        self.rate = Some((rate.into_value(), burst.into_value()));
        self
    }
}

impl Construct for HttpRoute {
    type Handle = HttpRouteHandle;

    fn build(self, scope: Scope<'_>) -> HttpRouteHandle {
        route_key::check(&self.key, scope);
        let integration = match self.answer.0 {
            Source::Added(integration) => integration,
            Source::New(integration) => {
                scope.add("Integration", HttpIntegration::new(self.api, *integration))
            }
        };
        let id = integration.integration_id();
        let (kind, authorizer) = match self.authorization {
            None => ("NONE", None),
            Some(Authorization::Iam) => ("AWS_IAM", None),
            Some(Authorization::By(authorizer)) => {
                let kind = scope.data::<Kind>(authorizer);
                (kind.map_or("JWT", |kind| kind.word()), Some(authorizer))
            }
        };
        let route = cfn::Route::new()
            .api_id(self.api)
            .route_key(self.key.clone())
            .target(sub!("integrations/{id}").assume())
            .authorization_type(kind)
            .with(authorizer, |route, authorizer| {
                route.authorizer_id(authorizer)
            })
            .with(filled(self.scopes), |route, scopes| {
                route.authorization_scopes(scopes)
            });
        let route = scope.add("Resource", route);
        scope.set_primary(route);
        scope.set_data(Called {
            api: self.api,
            key: self.key.clone(),
        });
        scope.record(Said {
            api: self.api.node(),
            key: self.key,
            route: route.node(),
            limits: self.rate.map(|(rate, burst)| limits(rate, burst)),
        });
        HttpRouteHandle::new(scope)
    }
}

handle! {
    /// Names a route of an HTTP API.
    pub struct HttpRouteHandle(cfn::RouteHandle);
}

/// What a right to call a route needs to know.
struct Called {
    api: HttpApiHandle,
    key: Text,
}

impl HttpRouteHandle {
    /// The right to call it, where it is [authorized by IAM](HttpRoute::authorized_by_iam); nothing
    /// for a route that is no construct.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html>
    pub fn call(self, scope: Scope<'_>) -> Option<crate::iam::Grant> {
        let called = scope.data::<Called>(self)?;
        // What no other route gets may be anything.
        let what = match called.key.split_once(' ') {
            Some((method, path)) => {
                let path = path.split('/').map(|part| match part.starts_with('{') {
                    true => "*",
                    false => part,
                });
                let method = if method == "ANY" { "*" } else { method };
                format!("{method}{}", path.collect::<Vec<_>>().join("/"))
            }
            None => "*".to_owned(),
        };
        let arn = called.api.execute_api_arn();
        let resource = sub!("{arn}/*/{what}");
        let statement = crate::iam::Statement::allow(["execute-api:Invoke"]).on([resource]);
        Some(statement.into())
    }
}

/// That an API has a route.
struct Said {
    api: NodeId,
    key: Text,
    route: NodeId,
    limits: Option<Value<Json>>,
}

impl Fact for Said {
    const NAME: &'static str = "apigatewayv2/route";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut apis: BTreeMap<NodeId, Vec<Said>> = BTreeMap::new();
        for Recorded { fact, .. } in facts {
            apis.entry(fact.api).or_default().push(fact);
        }
        for (api, routes) in apis {
            lower(api, routes, app);
        }
    }
}

fn lower(api: NodeId, routes: Vec<Said>, app: &App) {
    let mut keys: BTreeMap<Text, NodeId> = BTreeMap::new();
    let mut limited = BTreeMap::new();
    for said in routes {
        let scope = app.scope_of(said.route);
        if let Some(first) = keys.get(&said.key) {
            let path = app.scope_of(*first).path();
            let message = format!("the route `{}` is there already, as `{path}`", said.key);
            scope.report(codes::API102.finding(message));
            continue;
        }
        keys.insert(said.key.clone(), said.route);
        if let Some(limits) = said.limits {
            limited.insert(said.key, (said.route, limits));
        }
    }
    let Some(stage) = app.data::<StageOf>(api).map(|stage| stage.0) else {
        for (route, _) in limited.into_values() {
            let found = codes::API107.finding("a limit for a route of an API that is imported");
            app.scope_of(route).report(found);
        }
        return;
    };
    if limited.is_empty() {
        return;
    }
    let scope = app.scope_of(stage.node());
    let mut settings = Props::new();
    for (key, (route, limits)) in limited {
        // The stage refuses limits for a route that is not there.
        scope.of(stage).depends_on(route);
        settings.set(key, limits.into_expr());
    }
    scope.edit_props(stage, |props| {
        props.set("RouteSettings", Expr::Map(settings))
    });
}
