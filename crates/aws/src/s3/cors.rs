use std::time::Duration;

use stackwright_cfn::s3 as cfn;
use stackwright_core::{Expr, IntoValue, List, Str, Value, With};

use crate::units::whole_seconds;

/// What a page may do with objects.
pub use cfn::bucket::AllowedMethods as Method;

/// Which pages of other origins may use a [bucket](super::Bucket), and how.
///
/// ```
/// use stackwright_aws::s3::{BucketCors, Method};
///
/// let upload = BucketCors::new(["https://shop.example.com"], [Method::Put]).headers(["content-type"]);
/// ```
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>
#[derive(Clone, Debug)]
pub struct BucketCors {
    origins: Value<List<Str>>,
    methods: Vec<Method>,
    headers: Option<Value<List<Str>>>,
    exposed: Option<Value<List<Str>>>,
    max_age: Option<Duration>,
}

impl BucketCors {
    /// Lets pages of these origins do this.
    pub fn new<O: IntoValue<Str>>(
        origins: impl IntoIterator<Item = O>,
        methods: impl IntoIterator<Item = Method>,
    ) -> Self {
        BucketCors {
            origins: list(origins),
            methods: methods.into_iter().collect(),
            headers: None,
            exposed: None,
            max_age: None,
        }
    }

    /// Which headers requests may have.
    pub fn headers<H: IntoValue<Str>>(mut self, headers: impl IntoIterator<Item = H>) -> Self {
        self.headers = Some(list(headers));
        self
    }

    /// Which headers of answers pages may read, as `ETag`.
    pub fn expose<H: IntoValue<Str>>(mut self, headers: impl IntoIterator<Item = H>) -> Self {
        self.exposed = Some(list(headers));
        self
    }

    /// How long a browser remembers it.
    pub fn max_age(mut self, time: Duration) -> Self {
        self.max_age = Some(time);
        self
    }

    pub(super) fn into_property(self) -> Value<cfn::bucket::CorsRule> {
        cfn::bucket::CorsRule::new()
            .allowed_origins(self.origins)
            .allowed_methods(self.methods)
            .with(self.headers, |rule, headers| rule.allowed_headers(headers))
            .with(self.exposed, |rule, headers| rule.exposed_headers(headers))
            .with(self.max_age, |rule, time| rule.max_age(whole_seconds(time)))
            .into_value()
    }
}

fn list<T: IntoValue<Str>>(items: impl IntoIterator<Item = T>) -> Value<List<Str>> {
    let items = items.into_iter().map(|item| item.into_value().into_expr());
    Value::from_expr(Expr::List(items.collect()))
}
