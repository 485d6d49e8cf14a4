//! Two services that talk to each other.

use serde_json::json;
use stackwright::prelude::*;
use stackwright_assert::{absent, exact, like};

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
    // By path, `Back` comes first: its way to `Front` is inside, the way back is not.
    let inside = exact(json!([{
        "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080,
        "SourceSecurityGroupId": {"Ref": "BackSecurityGroup"},
        "Description": "tcp 8080 from Back/SecurityGroup",
    }]));
    at(
        &template,
        "FrontSecurityGroup",
        GROUP,
        like!({ "SecurityGroupIngress": inside }),
    );
    at(
        &template,
        "BackSecurityGroup",
        GROUP,
        like!({ "SecurityGroupIngress": absent() }),
    );
    template.resource_count_is(INGRESS, 1);
    at(
        &template,
        "BackSecurityGroupIngressFromFrontSecurityGroupTcp80",
        INGRESS,
        like!({
            "GroupId": { "Ref": "BackSecurityGroup" },
            "SourceSecurityGroupId": { "Ref": "FrontSecurityGroup" },
        }),
    );
}

/// Both ways, and the stacks still make no ring: all rules are in the one that asks.
#[test]
fn across_stacks() {
    let app = App::new();
    let (first, second) = (app.stack("First"), app.stack("Second"));
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
            "FirstFrontSecurityGroupIngressFromBackSecurityGroupTcp8080",
        ]
    );
}
