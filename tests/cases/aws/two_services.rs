//! Two services that talk to each other.

use stackwright::prelude::*;
use stackwright_assert::{absent, any, like};

use super::{at, cluster, ids, made, made_of, web};

const GROUP: &str = "AWS::EC2::SecurityGroup";
const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";

#[test]
fn in_one_stack() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let front = stack.add(
            "Front",
            FargateService::new(cluster, web(stack, "FrontTask")),
        );
        let back = stack.add("Back", FargateService::new(cluster, web(stack, "BackTask")));
        stack.connect(front, back, Port::tcp(80));
        stack.connect(back, front, Port::tcp(8080));
    });
    template.resource_count_is(GROUP, 2);
    for (id, name, peer) in [
        (
            "FrontSecurityGroupIngressFromBackSecurityGroupTcp8080",
            "FrontSecurityGroup",
            "BackSecurityGroup",
        ),
        (
            "BackSecurityGroupIngressFromFrontSecurityGroupTcp80",
            "BackSecurityGroup",
            "FrontSecurityGroup",
        ),
    ] {
        at(
            &template,
            id,
            INGRESS,
            like!({
                "GroupId": { "Fn::GetAtt": [name, "GroupId"] },
                "SourceSecurityGroupId": { "Fn::GetAtt": [peer, "GroupId"] },
            }),
        );
        at(
            &template,
            name,
            GROUP,
            like!({ "SecurityGroupIngress": absent() }),
        );
    }
    // Both are made after the two rules.
    template.all_resources("AWS::ECS::Service", like!({ "DependsOn": [any(), any()] }));
}

/// Both ways, and the stacks still make no ring: all rules are in the later one.
#[test]
fn across_stacks() {
    let app = App::new();
    let (first, second) = (*app.stack("First"), *app.stack("Second"));
    let cluster = cluster(first);
    let front = first.add("Front", FargateService::new(cluster, web(first, "Task")));
    let back = second.add("Back", FargateService::new(cluster, web(second, "Task")));
    second.connect(front, back, Port::tcp(80));
    second.connect(back, front, Port::tcp(8080));
    let all = made_of(&app);
    all["First"].resource_count_is(INGRESS, 0);
    assert_eq!(
        ids(&all["Second"], INGRESS),
        [
            "BackSecurityGroupIngressFromFirstFrontSecurityGroupTcp80",
            "BackSecurityGroupIngressOfFirstFrontSecurityGroupTcp8080",
        ]
    );
}
