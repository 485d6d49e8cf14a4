//! What stands in a subnet waits for the subnet's way out.

use stackwright::aws::ec2::{Subnets, VpcHandle};
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::{made, nginx, small};

/// A VPC of one's own, with routes.
struct Network;

impl Construct for Network {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        use stackwright::aws::ec2::SubnetKind::{Private, Public};
        let vpc = cfn::ec2::Vpc::new().cidr_block("10.0.0.0/16");
        scope.set_primary(scope.add("Resource", vpc));
        let subnets = [("Public", Public), ("Private", Private)].map(|(id, kind)| {
            let subnet = |number: u8| {
                let subnet = RawResource::new("AWS::EC2::Subnet");
                scope
                    .add(format!("{id}{number}"), subnet)
                    .attribute("SubnetId")
            };
            let ids: [Value<SubnetId>; 2] = [subnet(1), subnet(2)];
            let route = scope.add(format!("{id}Route"), RawResource::new("AWS::EC2::Route"));
            Subnets::new(kind, ids).way_out(route)
        });
        Vpc::of_parts(scope, subnets)
    }
}

#[test]
fn services_and_load_balancers_wait_for_their_way_out() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", Network);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = AlbWithTargetGroup::new(vpc, Port::http(80)).internet_facing();
        stack.add("Alb", alb);
        let task = stack.add("Task", small().container(nginx()));
        stack.add("Service", FargateService::new(cluster, task));
    });
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": "VpcPrivateRoute" }),
    );
    template.has_resource(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        like!({ "DependsOn": "VpcPublicRoute" }),
    );
}

/// Subnets that are passed by hand are those of the VPC, too; those of other stacks are there.
#[test]
fn whoever_names_the_subnets() {
    let app = App::new();
    let (base, web) = (app.stack("Base"), app.stack("Web"));
    let vpc = base.add("Vpc", Network);
    for stack in [base, web] {
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        let public = vpc.subnets(stackwright::aws::ec2::SubnetKind::Public);
        stack.add(
            "Service",
            FargateService::new(cluster, task).subnets(public),
        );
    }
    let all = super::made_of(&app);
    all["Base"].has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": "VpcPublicRoute" }),
    );
    all["Web"].has_resource("AWS::ECS::Service", like!({ "DependsOn": absent() }));
}

/// A way that needs what stands there, as a NAT instance: no ring.
#[test]
fn a_way_that_needs_what_waits() {
    let template = made(|stack| {
        let vpc = stack.scope("Vpc");
        let route = vpc.add("Route", RawResource::new("AWS::EC2::Route"));
        let subnets = Subnets::new(
            stackwright::aws::ec2::SubnetKind::Private,
            ["subnet-0aaaaaaa"],
        );
        for attribute in ["Ref", "VpcId"] {
            let id: Value<VpcId> = "vpc-0a1b2c3d".into_value();
            vpc.define(attribute, id);
        }
        let handle = Vpc::of_parts(vpc, [subnets.way_out(route)]);
        let cluster = stack.add("Cluster", Cluster::new(handle));
        let task = stack.add("Task", small().container(nginx()));
        let service = stack.add("Service", FargateService::new(cluster, task));
        stack.of(route).depends_on(service);
    });
    template.has_resource("AWS::ECS::Service", like!({ "DependsOn": absent() }));
}
