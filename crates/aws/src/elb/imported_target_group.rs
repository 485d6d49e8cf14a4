use stackwright_core::{Construct, IntoValue, Scope, Str, Value, select, split};

use super::{Receives, TargetGroup, TargetGroupHandle};
use crate::ec2::Port;

impl TargetGroup {
    /// A target group that exists, by its ARN, and the port that its targets take requests on. It is
    /// left alone: services register their tasks in it, and whoever keeps it says what sends to it.
    ///
    /// ```
    /// use stackwright_aws::ec2::Port;
    /// use stackwright_aws::elb::TargetGroup;
    /// # let app = stackwright_core::App::new();
    /// # let web = app.stack("Web");
    /// let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/73e2d6bc24d8a067";
    /// let shop = web.add("Shop", TargetGroup::imported(arn, Port::http(8080)));
    /// ```
    pub fn imported(arn: impl IntoValue<Str>, port: Port) -> ImportedTargetGroup {
        ImportedTargetGroup {
            arn: arn.into_value(),
            port,
        }
    }
}

/// A target group that exists; see [`TargetGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedTargetGroup {
    arn: Value<Str>,
    port: Port,
}

impl Construct for ImportedTargetGroup {
    type Handle = TargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> TargetGroupHandle {
        let full_name: Value<Str> = select(5, split(":", self.arn.clone()));
        scope.define("TargetGroupFullName", full_name);
        scope.define("Ref", self.arn.clone());
        scope.define("TargetGroupArn", self.arn);
        scope.set_data(Receives {
            port: self.port,
            further: Vec::new(),
        });
        TargetGroupHandle::new(scope)
    }
}
