use stackwright_cfn::codedeploy as cfn;
use stackwright_cfn::kind::codedeploy::FunctionNameOrFunctionName;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

/// What deployment groups of ECS services belong to. A change of its name replaces it.
///
/// <https://docs.aws.amazon.com/codedeploy/latest/userguide/applications.html>
#[derive(Clone, Debug, Default)]
pub struct EcsApplication {
    name: Option<Value<Str>>,
}

impl EcsApplication {
    /// An application for ECS.
    pub fn new() -> Self {
        EcsApplication::default()
    }

    /// An application that exists, by its name. It is left alone.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedEcsApplication {
        ImportedEcsApplication(name.into_value())
    }

    /// Names it: at most 100 letters, digits and `+=,.@_-`. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for EcsApplication {
    type Handle = EcsApplicationHandle;

    fn build(self, scope: Scope<'_>) -> EcsApplicationHandle {
        let application = cfn::Application::new()
            .compute_platform(cfn::application::ComputePlatform::Ecs)
            .with(self.name, |application, name| {
                application.application_name(name.assume::<FunctionNameOrFunctionName>())
            });
        scope.set_primary(scope.add("Resource", application));
        EcsApplicationHandle::new(scope)
    }
}

/// An application that exists; see [`EcsApplication::imported`].
#[derive(Clone, Debug)]
pub struct ImportedEcsApplication(Value<Str>);

impl Construct for ImportedEcsApplication {
    type Handle = EcsApplicationHandle;

    fn build(self, scope: Scope<'_>) -> EcsApplicationHandle {
        scope.define("Ref", self.0);
        EcsApplicationHandle::new(scope)
    }
}

handle! {
    /// Names an application of CodeDeploy.
    pub struct EcsApplicationHandle(cfn::ApplicationHandle);
}
