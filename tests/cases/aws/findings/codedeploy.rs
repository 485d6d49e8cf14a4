use insta::assert_snapshot;
use stackwright::aws::codedeploy::{EcsApplication, EcsDeploymentGroup};
use stackwright::aws::elb::TargetGroup;
use stackwright::prelude::*;

use super::said;
use crate::aws::{vpc, web};

/// The template shows it, so a rule says it.
#[test]
fn a_service_that_ecs_deploys() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
        let green = stack.add("Green", TargetGroup::new(vpc, Port::http(80)));
        let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
        let service = stack.add("Service", service);
        let application = stack.add("Application", EcsApplication::new());
        stack.add("Group", EcsDeploymentGroup::new(application, service, alb, green));
    }), @r#"
    error[OPS451]: the deployment controller of `ServiceD69D759B` is ECS, not CODE_DEPLOY
      at Web/Group/Resource
      help: an application for ECS, a service with the controller CODE_DEPLOY, and a pair of target groups by their names
    "#);
}
