//! Values that CloudFormation fetches from somewhere else when the stack is deployed.

use stackwright_template::Function;

use super::{Expr, IntoValue, Props, Str, Strength, SubBuilder, Value};

/// Where a [`dynamic_reference`] is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DynamicService {
    /// `ssm`: a parameter of Systems Manager, as `/db/name` or, of one version, `/db/name:3`.
    Ssm,
    /// `ssm-secure`: a secure string of Systems Manager, in the properties that take one.
    SsmSecure,
    /// `secretsmanager`: a secret, as `my-secret` or `my-secret:SecretString:password`; a name or
    /// an ARN, then optionally `SecretString`, the key in its JSON, the version's stage or id.
    SecretsManager,
}

impl DynamicService {
    const fn name(self) -> &'static str {
        match self {
            DynamicService::Ssm => "ssm",
            DynamicService::SsmSecure => "ssm-secure",
            DynamicService::SecretsManager => "secretsmanager",
        }
    }
}

/// A dynamic reference: `{{resolve:service:reference}}`, read when the stack is deployed.
///
/// The reference is a literal or an expression, as a parameter or a text with one in it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
///
/// ```
/// use stackwright_core::{App, DynamicService, Parameter, Str, Value, dynamic_reference, sub};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let env = stack.add("Env", Parameter::string());
/// let name: Value<Str> = dynamic_reference(DynamicService::Ssm, sub!("/{env}/db/name"));
/// let password: Value<Str> =
///     dynamic_reference(DynamicService::SecretsManager, sub!("{env}-db:SecretString:password"));
/// ```
pub fn dynamic_reference<K>(service: DynamicService, reference: impl IntoValue<Str>) -> Value<K> {
    SubBuilder::new()
        .text("{{resolve:")
        .text(service.name())
        .text(":")
        .value("Reference", reference)
        .text("}}")
        .build()
        .assume()
}

/// `Fn::GetStackOutput`: what another stack shows as an output, by the names of both; the output
/// need not be exported, and the stack may be in another region or account.
///
/// A weak reference: it is read when this stack is deployed, and nothing keeps the other stack from
/// changing or deleting the output. Between the stacks of one app, use the value itself: it becomes
/// an export and an import, which CloudFormation guards.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
///
/// ```
/// use stackwright_core::{App, RawResource, stack_output};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// stack.add(
///     "Thing",
///     RawResource::new("Custom::Thing")
///         .property("Vpc", stack_output("network", "VpcId"))
///         .property("Certificate", stack_output("edge", "CertificateArn").region("us-east-1")),
/// );
/// ```
pub fn stack_output(stack: impl IntoValue<Str>, output: impl IntoValue<Str>) -> StackOutput {
    let names = [
        ("StackName", stack.into_value().into_expr()),
        ("OutputName", output.into_value().into_expr()),
    ];
    StackOutput(names.into_iter().collect())
}

/// An output of another stack, of whatever kind is wanted; see [`stack_output`].
#[derive(Clone, Debug, PartialEq)]
pub struct StackOutput(Props);

impl StackOutput {
    /// The region of the other stack; this stack's, if it is not said.
    pub fn region(mut self, region: impl IntoValue<Str>) -> Self {
        self.0.set("Region", region.into_value().into_expr());
        self
    }

    /// The role that may describe the other stack, as in another account; the role that deploys
    /// this stack must be allowed to assume it.
    pub fn role(mut self, arn: impl IntoValue<Str>) -> Self {
        self.0.set("RoleArn", arn.into_value().into_expr());
        self
    }
}

impl<K> IntoValue<K> for StackOutput {
    #[inline]
    fn into_value(self) -> Value<K> {
        let names = Box::new(Expr::Map(self.0));
        Value::from_expr(Expr::Call(Function::GetStackOutput, names))
    }
}

/// A value that is read from its stack while this one is deployed, instead of imported: a weak
/// reference, `Fn::GetStackOutput`.
///
/// An export cannot change or go while a stack imports it, and does not leave its account and region.
/// What is read weakly can change, go, and be in another region: the certificate of a distribution in
/// N. Virginia, for instance. From another account it takes a role ([`Stack::output_role`]).
///
/// CloudFormation knows such a value only while it deploys. So a property whose change replaces its
/// resource is planned for replacement when its reference is weakened, whatever the value; and a change
/// of the value reaches this stack only when it is deployed again.
/// <https://github.com/aws/aws-cdk/issues/38829>
///
/// What is of this stack itself stays as it is. As the weak references of AWS CDK, which names the
/// output in the same way.
///
/// [`Stack::output_role`]: crate::Stack::output_role
///
/// ```
/// use stackwright_core::{App, RawResource, Str, weak};
///
/// let app = App::new();
/// let edge = app.stack("Edge").environment("111122223333", "us-east-1");
/// let certificate = edge.add("Certificate", RawResource::new("AWS::CertificateManager::Certificate"));
/// let web = app.stack("Web").environment("111122223333", "eu-central-1");
/// let arn = weak(certificate.reference::<Str>());
/// web.add("Thing", RawResource::new("Custom::Thing").property("Certificate", arn));
/// # assert_eq!(app.synth().diagnostics, []);
/// ```
pub fn weak<V>(value: V) -> Weak<V> {
    Weak(value)
}

/// A value of which what other stacks have is read, not imported; see [`weak`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weak<V>(V);

impl<K, V: IntoValue<K>> IntoValue<K> for Weak<V> {
    fn into_value(self) -> Value<K> {
        across(Strength::Weak, self.0.into_value())
    }
}

/// A value that is imported, in an app whose references are [weak](crate::App::weak_references): it can
/// neither change nor go while it is used.
///
/// What is of this stack itself stays as it is; in an app that says nothing every reference is strong.
///
/// ```
/// use stackwright_core::{App, RawResource, Str, strong};
///
/// let app = App::new();
/// app.weak_references();
/// let data = app.stack("Data");
/// let table = data.add("Table", RawResource::new("AWS::DynamoDB::Table"));
/// let web = app.stack("Web");
/// let name = strong(table.reference::<Str>());
/// web.add("Thing", RawResource::new("Custom::Thing").property("Table", name));
/// # assert!(app.synth().stacks[1].template.to_json().contains("Fn::ImportValue"));
/// ```
pub fn strong<V>(value: V) -> Strong<V> {
    Strong(value)
}

/// A value of which what other stacks have is imported; see [`strong`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strong<V>(V);

impl<K, V: IntoValue<K>> IntoValue<K> for Strong<V> {
    fn into_value(self) -> Value<K> {
        across(Strength::Strong, self.0.into_value())
    }
}

fn across<K>(strength: Strength, value: Value<K>) -> Value<K> {
    Value::from_expr(Expr::Across(strength, Box::new(value.into_expr())))
}
