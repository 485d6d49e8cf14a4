use stackwright_cfn::events as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

/// How a page of others is called.
///
/// <https://developer.mozilla.org/docs/Web/HTTP/Reference/Methods>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum HttpMethod {
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
}

impl HttpMethod {
    fn into_property(self) -> cfn::api_destination::HttpMethod {
        use cfn::api_destination::HttpMethod as Word;

        match self {
            HttpMethod::Delete => Word::Delete,
            HttpMethod::Get => Word::Get,
            HttpMethod::Head => Word::Head,
            HttpMethod::Options => Word::Options,
            HttpMethod::Patch => Word::Patch,
            HttpMethod::Post => Word::Post,
            HttpMethod::Put => Word::Put,
        }
    }
}

/// How EventBridge proves to a page who it is. What is secret in it is no text of the program: it comes
/// from a secret, as `token.value()` does.
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html>
#[derive(Clone, Debug)]
pub struct Authorization(Way);

#[derive(Clone, Debug)]
enum Way {
    ApiKey(Value<Str>, Value<Str>),
    Basic(Value<Str>, Value<Str>),
    OAuth {
        endpoint: Value<Str>,
        id: Value<Str>,
        secret: Value<Str>,
    },
}

impl Authorization {
    /// By a header of this name, as `X-Api-Key`, and its value.
    pub fn api_key(header: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        Authorization(Way::ApiKey(header.into_value(), value.into_value()))
    }

    /// By user and password.
    pub fn basic(user: impl IntoValue<Str>, password: impl IntoValue<Str>) -> Self {
        Authorization(Way::Basic(user.into_value(), password.into_value()))
    }

    /// By a token, which a page gives for the id and the secret of a client.
    pub fn oauth(
        endpoint: impl IntoValue<Str>,
        client_id: impl IntoValue<Str>,
        client_secret: impl IntoValue<Str>,
    ) -> Self {
        Authorization(Way::OAuth {
            endpoint: endpoint.into_value(),
            id: client_id.into_value(),
            secret: client_secret.into_value(),
        })
    }
}

/// How one gets into pages of others: who EventBridge says that it is. It keeps that in a secret that AWS
/// makes for it.
///
/// ```
/// use stackwright_aws::events::{ApiDestination, Authorization, Connection, EventPattern, HttpMethod, Rule};
/// use stackwright_aws::secretsmanager::Secret;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let shop = app.stack("Shop");
/// let token = shop.add("Token", Secret::imported(
///     "arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1b2c3"));
/// let crm = shop.add("Crm", Connection::new(Authorization::api_key("X-Api-Key", token.value())));
/// let page = ApiDestination::new(crm, HttpMethod::Post, "https://crm.example.com/orders").per_second(10);
/// let page = shop.add("CrmOrders", page);
/// shop.add("Told", Rule::new(EventPattern::source("shop.orders")).to(page));
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection.html>
#[derive(Clone, Debug)]
pub struct Connection {
    authorization: Authorization,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
}

impl Connection {
    /// A connection by which EventBridge proves who it is so.
    pub fn new(authorization: Authorization) -> Self {
        Connection {
            authorization,
            name: None,
            description: None,
            key: None,
        }
    }

    /// A connection that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedConnection {
        ImportedConnection(arn.into_value())
    }

    /// Names it: at most 64 letters, digits, `.`, `-` and `_`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for. At most 512 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Encrypts its secret with a key of one's own, whose policy has to let EventBridge use it.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for Connection {
    type Handle = ConnectionHandle;

    fn build(self, scope: Scope<'_>) -> ConnectionHandle {
        use cfn::connection::{
            ApiKeyAuthParameters, AuthParameters, AuthorizationType, BasicAuthParameters,
            ClientParameters, HttpMethod as Word, OauthParameters,
        };

        let own = AuthParameters::new();
        let (kind, own) = match self.authorization.0 {
            Way::ApiKey(name, value) => {
                let key = ApiKeyAuthParameters::new().api_key_name(name);
                let own = own.api_key_auth_parameters(key.api_key_value(value));
                (AuthorizationType::ApiKey, own)
            }
            Way::Basic(user, password) => {
                let login = BasicAuthParameters::new().username(user);
                let own = own.basic_auth_parameters(login.password(password));
                (AuthorizationType::Basic, own)
            }
            Way::OAuth {
                endpoint,
                id,
                secret,
            } => {
                let client = ClientParameters::new().client_id(id).client_secret(secret);
                let token = OauthParameters::new()
                    .authorization_endpoint(endpoint)
                    .client_parameters(client)
                    .http_method(Word::Post);
                (
                    AuthorizationType::OauthClientCredentials,
                    own.oauth_parameters(token),
                )
            }
        };
        let connection = cfn::Connection::new()
            .with(self.name, |own, name| own.name(name))
            .with(self.description, |own, text| own.description(text))
            .authorization_type(kind)
            .auth_parameters(own)
            .with(self.key, |own, key| own.kms_key_identifier(key));
        scope.set_primary(scope.add("Resource", connection));
        ConnectionHandle::new(scope)
    }
}

/// A connection that exists; see [`Connection::imported`].
#[derive(Clone, Debug)]
pub struct ImportedConnection(Value<Str>);

impl Construct for ImportedConnection {
    type Handle = ConnectionHandle;

    fn build(self, scope: Scope<'_>) -> ConnectionHandle {
        scope.define("Arn", self.0);
        ConnectionHandle::new(scope)
    }
}

handle! {
    /// Names a connection.
    pub struct ConnectionHandle(cfn::ConnectionHandle);
}

/// A page of others, to which a [`Rule`](super::Rule) sends events over HTTPS.
///
/// Where the page wants parts of its address from the event, it has `*` there.
///
/// Another [name](Self::name) replaces it.
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html>
#[derive(Clone, Debug)]
pub struct ApiDestination {
    connection: ConnectionHandle,
    method: HttpMethod,
    url: Value<Str>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    rate: Option<u32>,
}

impl ApiDestination {
    /// A page that is called so, with what the connection proves.
    pub fn new(
        connection: impl Into<ConnectionHandle>,
        method: HttpMethod,
        url: impl IntoValue<Str>,
    ) -> Self {
        ApiDestination {
            connection: connection.into(),
            method,
            url: url.into_value(),
            name: None,
            description: None,
            rate: None,
        }
    }

    /// A page that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedApiDestination {
        ImportedApiDestination(arn.into_value())
    }

    /// Names it: at most 64 letters, digits, `.`, `-` and `_`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for. At most 512 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// How often it is called at most in a second; what is more waits.
    pub fn per_second(mut self, calls: u32) -> Self {
        self.rate = Some(calls);
        self
    }
}

impl Construct for ApiDestination {
    type Handle = ApiDestinationHandle;

    fn build(self, scope: Scope<'_>) -> ApiDestinationHandle {
        let page = cfn::ApiDestination::new()
            .with(self.name, |page, name| page.name(name))
            .with(self.description, |page, text| page.description(text))
            .connection_arn(self.connection.arn())
            .http_method(self.method.into_property())
            .invocation_endpoint(self.url)
            .with(self.rate, |page, calls| {
                page.invocation_rate_limit_per_second(calls)
            });
        scope.set_primary(scope.add("Resource", page));
        ApiDestinationHandle::new(scope)
    }
}

/// A page that exists; see [`ApiDestination::imported`].
#[derive(Clone, Debug)]
pub struct ImportedApiDestination(Value<Str>);

impl Construct for ImportedApiDestination {
    type Handle = ApiDestinationHandle;

    fn build(self, scope: Scope<'_>) -> ApiDestinationHandle {
        scope.define("Arn", self.0);
        ApiDestinationHandle::new(scope)
    }
}

handle! {
    /// Names a page of others.
    pub struct ApiDestinationHandle(cfn::ApiDestinationHandle);
}
