//! A deployed stack that is included, and what constructs, connections, grants and scaling do with it.

use insta::assert_snapshot;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;

use super::{deployed, difference};

/// What AWS CDK's `ApplicationLoadBalancedFargateService` has deployed.
const BALANCED: &str = include_str!("../../peers/pool/templates/cdk-BalancedService.json");

/// Nothing of it changes but what is asked for.
fn moved(app: &App) {
    let web = app.stack("BalancedService");
    let old = web.include(BALANCED);
    let service: cfn::ecs::ServiceHandle = old.get("WebServiceD04B5F3E");
    let service = ServiceHandle::from(service);
    let jobs = web.add("Jobs", Queue::new());
    web.grant(service, jobs.send());
    let vpc: cfn::ec2::VpcHandle = old.get("Vpc8378EB38");
    let subnets = [
        "VpcPrivateSubnet1Subnet536B997A",
        "VpcPrivateSubnet2Subnet3788AAA1",
    ];
    let subnets = subnets.map(|id| old.get::<cfn::ec2::SubnetHandle>(id));
    let vpc = web.add("OldVpc", Vpc::imported(vpc).private(subnets));
    let files = web.add("Files", SecurityGroup::new(vpc));
    web.connect(service, files, Port::tcp(2049));
    web.add(
        "Memory",
        TargetTrackingScaling::new(service, 2..=10).memory(70.percent()),
    );
    let cluster: cfn::ecs::ClusterHandle = old.get("ClusterEB0386A7");
    let cluster = web.add("OldCluster", Cluster::imported(cluster, vpc));
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
    let task = task.container(Container::new(
        "worker",
        "public.ecr.aws/docker/library/busybox:1.37",
    ));
    web.add("Worker", FargateService::new(cluster, task));
}

#[test]
pub(crate) fn constructs_take_what_an_included_stack_hands_out() {
    assert_snapshot!(difference(moved, &deployed(BALANCED)));
}
