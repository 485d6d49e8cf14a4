use crate::filled;
use std::time::Duration;

use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Scope, Text, With};

use crate::units::whole_seconds;

/// Which pages of other origins may call an API, and how.
///
/// API Gateway answers the questions that browsers ask before a call, and the headers that
/// integrations send about it are dropped.
///
/// ```
/// use stackwright_aws::apigatewayv2::{Cors, HttpApi};
/// use stackwright_aws::units::DurationExt;
///
/// let cors = Cors::origins(["https://shop.example.com"])
///     .methods(["GET", "POST", "PUT"])
///     .headers(["authorization", "content-type"])
///     .credentials()
///     .max_age(1.hours());
/// let api = HttpApi::new().cors(cors);
/// ```
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html>
#[derive(Clone, Debug)]
pub struct Cors {
    origins: Vec<Text>,
    methods: Vec<Text>,
    headers: Vec<Text>,
    exposed: Vec<Text>,
    credentials: bool,
    max_age: Option<Duration>,
}

impl Cors {
    /// Pages of these origins, as `https://shop.example.com`, without a path; `*` is any.
    pub fn origins<T: Into<Text>>(origins: impl IntoIterator<Item = T>) -> Self {
        Cors {
            origins: texts(origins),
            methods: Vec::new(),
            headers: Vec::new(),
            exposed: Vec::new(),
            credentials: false,
            max_age: None,
        }
    }

    /// The methods that they may use, beside `GET`, `HEAD` and `POST`, which browsers take for
    /// allowed; `*` is any.
    pub fn methods<T: Into<Text>>(mut self, methods: impl IntoIterator<Item = T>) -> Self {
        self.methods = texts(methods);
        self
    }

    /// The headers that they may send; `*` is any, but for `authorization`.
    pub fn headers<T: Into<Text>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.headers = texts(headers);
        self
    }

    /// The headers of answers that they may read.
    pub fn expose<T: Into<Text>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.exposed = texts(headers);
        self
    }

    /// Lets them send cookies and other credentials, which takes origins by name (`API103`).
    pub fn credentials(mut self) -> Self {
        self.credentials = true;
        self
    }

    /// How long browsers need not ask again.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    pub(super) fn lower(self, scope: Scope<'_>) -> cfn::api::Cors {
        if self.credentials && self.origins.iter().any(|origin| origin == "*") {
            let found = codes::API103.finding("credentials for pages of any origin");
            scope.report(found.help("name the origins, or leave `.credentials()` out"));
        }
        cfn::api::Cors::new()
            .allow_origins(self.origins)
            .with(filled(self.methods), |cors, methods| {
                cors.allow_methods(methods)
            })
            .with(filled(self.headers), |cors, headers| {
                cors.allow_headers(headers)
            })
            .with(filled(self.exposed), |cors, headers| {
                cors.expose_headers(headers)
            })
            .with(self.credentials.then_some(true), |cors, yes| {
                cors.allow_credentials(yes)
            })
            .with(self.max_age, |cors, age| cors.max_age(whole_seconds(age)))
    }
}

fn texts<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Vec<Text> {
    items.into_iter().map(Into::into).collect()
}
