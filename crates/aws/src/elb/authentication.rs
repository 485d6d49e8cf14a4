use std::time::Duration;

use stackwright_cfn::kind::cognito::{UserPoolArn, UserPoolClientClientId};
use stackwright_core::{Expr, IntoValue, Str, Text};

use super::conditions::text;
use crate::gathered;
use crate::units::whole_seconds;

/// Who a request comes from is found out before anything else is done with it: by
/// [`Oidc`], [`Cognito`] or [`Jwt`]. The listener has to speak HTTPS.
#[derive(Clone, Debug)]
pub struct Authentication {
    kind: &'static str,
    settings: &'static str,
    /// In the order in which they are written.
    parts: Vec<(&'static str, Expr)>,
    session: Option<i64>,
}

impl Authentication {
    fn new(kind: &'static str, settings: &'static str) -> Self {
        Authentication {
            kind,
            settings,
            parts: Vec::new(),
            session: None,
        }
    }

    fn part(&mut self, name: &'static str, value: Expr) {
        self.parts.push((name, value));
    }

    /// Listeners want the time of a session as text, rules as a number.
    pub(super) fn lower(mut self, is_rule: bool) -> Vec<(&'static str, Expr)> {
        if let Some(seconds) = self.session {
            let session = match is_rule {
                true => Expr::Int(seconds),
                false => Expr::from(seconds.to_string()),
            };
            self.parts.push(("SessionTimeout", session));
        }
        vec![
            ("Type", Expr::from(self.kind)),
            (self.settings, Expr::object(self.parts)),
        ]
    }
}

/// What becomes of people who have not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unauthenticated {
    /// They are sent to sign in.
    Authenticate,
    /// They are let through.
    Allow,
    /// They are refused.
    Deny,
}

/// The setters of people's sessions.
macro_rules! session_setters {
    ($kind:ident) => {
        impl $kind {
            /// What becomes of people who have not signed in; they are sent to sign in, if this is
            /// not said.
            pub fn unauthenticated(mut self, what: Unauthenticated) -> Self {
                let word = match what {
                    Unauthenticated::Authenticate => "authenticate",
                    Unauthenticated::Allow => "allow",
                    Unauthenticated::Deny => "deny",
                };
                self.0.part("OnUnauthenticatedRequest", Expr::from(word));
                self
            }

            /// What is asked for about people, as `openid email`; `openid`, if this is not said.
            pub fn scope(mut self, scope: impl IntoValue<Str>) -> Self {
                self.0.part("Scope", text(scope));
                self
            }

            /// How long people stay signed in, at most seven days, which it is if this is not said.
            pub fn session(mut self, duration: Duration) -> Self {
                self.0.session = Some(whole_seconds(duration));
                self
            }

            /// The name of the cookie; `AWSELBAuthSessionCookie`, if this is not said.
            pub fn cookie(mut self, name: impl IntoValue<Str>) -> Self {
                self.0.part("SessionCookieName", text(name));
                self
            }

            /// More that is sent along when people are sent to sign in, at most ten pairs.
            pub fn extra<N: Into<Text>, V: IntoValue<Str>>(
                mut self,
                pairs: impl IntoIterator<Item = (N, V)>,
            ) -> Self {
                let pairs = pairs
                    .into_iter()
                    .map(|(name, value)| (name.into(), text(value)));
                let pairs = Expr::object(pairs.collect::<Vec<_>>());
                self.0.part("AuthenticationRequestExtraParams", pairs);
                self
            }
        }

        impl From<$kind> for Authentication {
            fn from(kind: $kind) -> Self {
                kind.0
            }
        }
    };
}

/// People sign in at a provider that speaks OpenID Connect.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html>
#[derive(Clone, Debug)]
pub struct Oidc(Authentication);

/// Where a provider of OpenID Connect is reached; its document at
/// `/.well-known/openid-configuration` has these.
#[derive(Clone, Debug)]
pub struct OidcProvider {
    parts: Vec<(&'static str, Expr)>,
}

impl OidcProvider {
    /// Its name for itself, and where people sign in, where tokens are had, and where it tells about
    /// people: `issuer`, `authorization_endpoint`, `token_endpoint`, `userinfo_endpoint`.
    pub fn new(
        issuer: impl IntoValue<Str>,
        authorization: impl IntoValue<Str>,
        token: impl IntoValue<Str>,
        user_info: impl IntoValue<Str>,
    ) -> Self {
        OidcProvider {
            parts: vec![
                ("Issuer", text(issuer)),
                ("AuthorizationEndpoint", text(authorization)),
                ("TokenEndpoint", text(token)),
                ("UserInfoEndpoint", text(user_info)),
            ],
        }
    }
}

impl Oidc {
    /// At this provider, which knows the load balancer by a client id and a secret. Let the secret be
    /// a dynamic reference, so that it does not stand in the template.
    pub fn new(
        provider: OidcProvider,
        client_id: impl IntoValue<Str>,
        client_secret: impl IntoValue<Str>,
    ) -> Self {
        let mut kind = Authentication::new("authenticate-oidc", "AuthenticateOidcConfig");
        kind.parts = provider.parts;
        kind.part("ClientId", text(client_id));
        kind.part("ClientSecret", text(client_secret));
        Oidc(kind)
    }
}

session_setters!(Oidc);

/// People sign in at a user pool of Amazon Cognito.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html>
#[derive(Clone, Debug)]
pub struct Cognito(Authentication);

impl Cognito {
    /// At this pool, by one of its clients, which has a secret, and by the prefix of its domain or
    /// its own domain.
    pub fn new(
        pool: impl IntoValue<UserPoolArn>,
        client_id: impl IntoValue<UserPoolClientClientId>,
        domain: impl IntoValue<Str>,
    ) -> Self {
        let mut kind = Authentication::new("authenticate-cognito", "AuthenticateCognitoConfig");
        kind.part("UserPoolArn", pool.into_value().into_expr());
        kind.part("UserPoolClientId", client_id.into_value().into_expr());
        kind.part("UserPoolDomain", text(domain));
        Cognito(kind)
    }
}

session_setters!(Cognito);

/// Programs show a token (JWT), which is verified. Requests without a good one are refused.
///
/// ```
/// use stackwright_aws::elb::{ClaimFormat, Jwt};
///
/// let jwt = Jwt::new("https://id.example.com", "https://id.example.com/jwks.json")
///     .claim("scope", ClaimFormat::SpaceSeparated, ["orders.read"]);
/// ```
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html>
#[derive(Clone, Debug)]
pub struct Jwt {
    issuer: Expr,
    keys: Expr,
    claims: Vec<Expr>,
}

/// How a claim holds its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimFormat {
    /// One text.
    SingleString,
    /// Texts with spaces between them, as in `scope`.
    SpaceSeparated,
    /// A list of texts.
    StringArray,
}

impl Jwt {
    /// Tokens of this issuer, which keeps its keys at this address.
    pub fn new(issuer: impl IntoValue<Str>, keys: impl IntoValue<Str>) -> Self {
        Jwt {
            issuer: text(issuer),
            keys: text(keys),
            claims: Vec::new(),
        }
    }

    /// A token has this claim as well, with one of these values.
    pub fn claim<V: IntoValue<Str>>(
        mut self,
        name: impl IntoValue<Str>,
        format: ClaimFormat,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let format = match format {
            ClaimFormat::SingleString => "single-string",
            ClaimFormat::SpaceSeparated => "space-separated-values",
            ClaimFormat::StringArray => "string-array",
        };
        let values = gathered(values.into_iter().map(text));
        self.claims.push(Expr::object([
            ("Format", Expr::from(format)),
            ("Name", text(name)),
            ("Values", Expr::List(values)),
        ]));
        self
    }
}

impl From<Jwt> for Authentication {
    fn from(jwt: Jwt) -> Self {
        let mut kind = Authentication::new("jwt-validation", "JwtValidationConfig");
        kind.part("Issuer", jwt.issuer);
        kind.part("JwksEndpoint", jwt.keys);
        if !jwt.claims.is_empty() {
            kind.part("AdditionalClaims", Expr::List(jwt.claims));
        }
        kind
    }
}
