use stackwright_cfn::ssm as cfn;
use stackwright_core::{Construct, Expr, IntoValue, List, Scope, Str, Value, With, join};

use super::SsmParameterHandle;

/// A parameter that the program makes: a text, or a list of texts. See
/// [`SsmParameter::string`](super::SsmParameter::string) and
/// [`SsmParameter::list`](super::SsmParameter::list).
///
/// Everybody who may look at the stack can read it. CloudFormation cannot make secure strings, so there
/// is no way to say one: a [secret](crate::secretsmanager::Secret) holds what nobody is to see, or a
/// secure string that is made elsewhere and [imported](super::SsmParameter::imported).
///
/// ECS reads a parameter when a task starts: one that has changed is seen by new tasks only.
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::ssm::SsmParameter;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let flags = web.add("Flags", SsmParameter::list(["search", "wishes"]).name("/shop/flags"));
/// let shop = Container::new("shop", "shop:1").secret("FLAGS", flags);
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html>
#[derive(Clone, Debug)]
pub struct MadeSsmParameter {
    value: Value<Str>,
    kind: cfn::parameter::Type,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    pattern: Option<Value<Str>>,
    is_advanced: bool,
    is_image: bool,
}

impl MadeSsmParameter {
    fn of(value: Value<Str>, kind: cfn::parameter::Type) -> Self {
        MadeSsmParameter {
            value,
            kind,
            name: None,
            description: None,
            pattern: None,
            is_advanced: false,
            is_image: false,
        }
    }

    pub(super) fn string(value: Value<Str>) -> Self {
        MadeSsmParameter::of(value, cfn::parameter::Type::String)
    }

    pub(super) fn list(items: Value<List<Str>>) -> Self {
        let texts: Option<Vec<&str>> = match items.expr() {
            Expr::List(items) => items.iter().map(Expr::as_str).collect(),
            _ => None,
        };
        let value = match texts {
            Some(texts) => texts.join(",").into_value(),
            None => join(",", items),
        };
        MadeSsmParameter::of(value, cfn::parameter::Type::StringList)
    }

    /// Names it, as `/shop/flags`. A named parameter cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// What values have to look like, as `^\d+$`.
    pub fn allowed_pattern(mut self, pattern: impl IntoValue<Str>) -> Self {
        self.pattern = Some(pattern.into_value());
        self
    }

    /// Lets it have up to 8,192 characters, which costs; 4,096, if this is not said.
    pub fn advanced(mut self) -> Self {
        self.is_advanced = true;
        self
    }

    /// It is the id of a machine image, which Systems Manager holds against those that there are.
    pub fn machine_image(mut self) -> Self {
        self.is_image = true;
        self
    }
}

impl Construct for MadeSsmParameter {
    type Handle = SsmParameterHandle;

    fn build(self, scope: Scope<'_>) -> SsmParameterHandle {
        let parameter = cfn::Parameter::new()
            .r#type(self.kind)
            .value(self.value)
            .with(self.name, |parameter, name| parameter.name(name))
            .with(self.description, |parameter, text| {
                parameter.description(text)
            })
            .with(self.pattern, |parameter, pattern| {
                parameter.allowed_pattern(pattern)
            })
            .with(
                self.is_advanced.then_some(cfn::parameter::Tier::Advanced),
                |parameter, tier| parameter.tier(tier),
            )
            .with(
                self.is_image
                    .then_some(cfn::parameter::DataType::AwsEc2Image),
                |parameter, kind| parameter.data_type(kind),
            );
        scope.set_primary(scope.add("Resource", parameter));
        SsmParameterHandle::new(scope)
    }
}
