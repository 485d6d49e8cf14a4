use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::function as parts;
use stackwright_cfn::kind::cloudfront::FunctionArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, non_empty};

use super::names::name;

/// A few lines of JavaScript that CloudFront runs on each request or answer: a redirect, a header, a
/// look at a token.
///
/// It is published with each change, and runs in `cloudfront-js-2.0`.
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, Distribution, Function, Origin};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let code = "function handler(event) { return event.request; }";
/// let pass = web.add("Pass", Function::new(code));
/// let site = Behavior::new(Origin::site("app.example.com")).on_request(pass);
/// web.add("Site", Distribution::new(site));
/// ```
///
/// It is named by its path. A change of the name replaces it.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html>
#[derive(Clone, Debug)]
pub struct Function {
    code: Value<Str>,
    name: Option<Value<Str>>,
    comment: Value<Str>,
    stores: Vec<Value<Str>>,
    is_published: bool,
}

impl Function {
    /// A function of this code, as by `include_str!("redirect.js")`.
    pub fn new(code: impl IntoValue<Str>) -> Self {
        Function {
            code: code.into_value(),
            name: None,
            comment: "".into_value(),
            stores: Vec::new(),
            is_published: true,
        }
    }

    /// A function that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<FunctionArn>) -> ImportedFunction {
        ImportedFunction(arn.into_value())
    }

    /// Names it: at most 64 letters, digits, hyphens and underscores.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = text.into_value();
        self
    }

    /// Lets it read values from a store, by its ARN.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html>
    pub fn key_value_store(mut self, arn: impl IntoValue<Str>) -> Self {
        self.stores.push(arn.into_value());
        self
    }

    /// Leaves changes in development, to be tested and published by hand.
    pub fn without_publishing(mut self) -> Self {
        self.is_published = false;
        self
    }
}

impl Construct for Function {
    type Handle = FunctionHandle;

    fn build(self, scope: Scope<'_>) -> FunctionHandle {
        let stores = self.stores.into_iter();
        let stores =
            stores.map(|arn| parts::KeyValueStoreAssociation::new().key_value_store_arn(arn));
        let config = parts::FunctionConfig::new()
            .comment(self.comment)
            .runtime(parts::Runtime::CloudfrontJs20)
            .with(non_empty(stores), |config, stores| {
                config.key_value_store_associations(stores)
            });
        let function = cfn::Function::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .function_code(self.code)
            .function_config(config)
            .auto_publish(self.is_published);
        scope.set_primary(scope.add("Resource", function));
        FunctionHandle::new(scope)
    }
}

/// A function that exists; see [`Function::imported`].
#[derive(Clone, Debug)]
pub struct ImportedFunction(Value<FunctionArn>);

impl Construct for ImportedFunction {
    type Handle = FunctionHandle;

    fn build(self, scope: Scope<'_>) -> FunctionHandle {
        scope.define("FunctionARN", self.0.clone());
        scope.define("Ref", self.0);
        FunctionHandle::new(scope)
    }
}

handle! {
    /// Names a function of CloudFront.
    pub struct FunctionHandle(cfn::FunctionHandle);
}
