use stackwright_cfn::lambda;
use stackwright_cfn::vpclattice as cfn;
use stackwright_cfn::vpclattice::target_group as parts;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With};

use super::LatticeTargetGroupHandle;

/// A function of AWS Lambda that requests of VPC Lattice end at, beside tasks.
///
/// It adds `Permission`, by which VPC Lattice may call it. Its health is not asked for. A change of the
/// name replaces it.
///
/// ```
/// use stackwright_aws::vpclattice::LatticeFunctionTargetGroup;
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let function = "arn:aws:lambda:eu-west-1:111122223333:function:old";
/// web.add("Old", LatticeFunctionTargetGroup::new(function));
/// ```
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html>
#[derive(Clone, Debug)]
pub struct LatticeFunctionTargetGroup {
    function: Value<Str>,
    name: Option<Value<Str>>,
}

impl LatticeFunctionTargetGroup {
    /// A function, by its ARN. It gets events of version 2.
    pub fn new(function: impl IntoValue<Str>) -> Self {
        LatticeFunctionTargetGroup {
            function: function.into_value(),
            name: None,
        }
    }

    /// Names it: 3 to 128 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for LatticeFunctionTargetGroup {
    type Handle = LatticeTargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> LatticeTargetGroupHandle {
        let version = parts::LambdaEventStructureVersion::V2;
        let group = cfn::TargetGroup::new()
            .r#type(parts::Type::Lambda)
            .config(parts::TargetGroupConfig::new().lambda_event_structure_version(version))
            .targets([parts::Target::new().id(self.function.clone())])
            .with(self.name, |group, name| group.name(name));
        let group = scope.add("Resource", group);
        scope.set_primary(group);
        let permission = lambda::Permission::new()
            .action("lambda:InvokeFunction")
            .function_name(self.function)
            .principal("vpc-lattice.amazonaws.com")
            .source_arn(group.arn());
        scope.add("Permission", permission);
        LatticeTargetGroupHandle::from(group)
    }
}
