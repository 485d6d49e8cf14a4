//! What is said of scaling.

use insta::assert_snapshot;
use stackwright::aws::ecs::ServiceHandle;
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, web};

#[test]
fn ecs114_scaling_a_service_without_a_cluster() {
    assert_snapshot!(said(|stack| {
        let service = stack.add("Typed", cfn::ecs::Service::new().task_definition("web:1"));
        let service = ServiceHandle::from(service);
        stack.add("Scaling", TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()));
    }), @r"
    error[ECS114]: `Web/Typed` is to be scaled, and its cluster is not known
      at Web/Scaling
      help: scale a service that was added as `FargateService`
    ");
}

fn scaled(scale: impl FnOnce(ServiceHandle) -> TargetTrackingScaling) -> String {
    said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add("Scaling", scale(service));
    })
}

#[test]
fn ops701_scaling_downhill() {
    #[allow(clippy::reversed_empty_ranges)]
    let capacity = 10..=1;
    assert_snapshot!(
        scaled(|service| TargetTrackingScaling::new(service, capacity).cpu(70.percent())),
        @r"
    error[OPS701]: the minimum 10 is above the maximum 1
      at Web/Scaling/Target
      help: let `MinCapacity` be no more than `MaxCapacity`, and neither negative
    "
    );
}

#[test]
fn ecs116_scaling_by_nothing() {
    assert_snapshot!(scaled(|service| TargetTrackingScaling::new(service, 1..=2)), @r"
    error[ECS116]: scaling without a metric
      at Web/Scaling
      help: say what to keep near what, as `.cpu(70.percent())`
    ");
}

#[test]
fn ops703_two_policies_for_one_metric() {
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()).cpu(50.percent())
    }), @r"
    error[OPS703]: `ScalingCpuC505F142` tracks the same metric of the same target
      at Web/Scaling/Cpu2
      help: keep one policy for each metric of a target
    ");
}

#[test]
pub(crate) fn ecs123_counting_requests_that_go_elsewhere() {
    assert_snapshot!(said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let other = Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]);
        let other = stack.add("Other", other);
        let alb = stack.add("Alb", AlbWithTargetGroup::new(other, Port::http(80)));
        let scaling = TargetTrackingScaling::new(service, 1..=2).requests_per_target(alb, 100);
        stack.add("Scaling", scaling);
    }), @r"
    error[ECS123]: requests of `Web/Alb/LoadBalancer` are counted, which do not reach this service
      at Web/Scaling
      help: put the service behind it with `.behind(...)`
    ");
}
