//! What is said of capacity.

use insta::assert_snapshot;
use stackwright::aws::autoscaling::AutoScalingGroup;
use stackwright::aws::ec2::{LaunchTemplate, VpcHandle};
use stackwright::aws::ecs::AsgCapacityProvider;
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, vpc};

fn group(vpc: VpcHandle) -> AutoScalingGroup {
    AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10)
}

#[test]
fn ecs172_instances_without_subnets() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
        stack.add("Group", group(vpc));
    }), @r"
    error[ECS172]: these instances have no subnets to stand in
      at Web/Group
      help: give the VPC subnets, or name some with `.subnets(...)`
    ");
}

#[test]
fn ecs173_providers_of_one_cluster_in_two_stacks() {
    let said = crate::support::findings(|app| {
        let web = *app.stack("Web");
        let cluster = cluster(web);
        let other = *app.stack("Other");
        for (stack, id) in [(web, "Here"), (other, "There")] {
            let vpc = stack.add(
                "Home",
                Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]),
            );
            stack.add(id, AsgCapacityProvider::new(cluster, group(vpc)));
        }
    });
    assert_eq!(
        said.matches("error[ECS173]: other providers of this cluster stand in another stack")
            .count(),
        2,
        "{said}"
    );
}

#[test]
fn ecs174_the_list_of_an_imported_cluster() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        stack.add("Instances", AsgCapacityProvider::new(cluster, group(vpc)));
    }), @r"
    error[ECS174]: the list of capacity providers of this cluster is written elsewhere
      at Web/Instances/Resource
      help: add the provider where the cluster is made, or take managed instances, which stand in no list
    ");
}

#[test]
fn ecs175_two_default_strategies() {
    let said = said(|stack| {
        let strategy = [CapacityProvider::fargate()];
        let cluster = Cluster::new(vpc(stack)).default_strategy(strategy);
        let cluster = stack.add("Cluster", cluster);
        cluster.default_strategy(stack, CapacityProvider::fargate_spot());
    });
    assert!(
        said.contains("error[ECS175]: this cluster has a default strategy already"),
        "{said}"
    );
}
