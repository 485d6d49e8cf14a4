//! Two services that talk to each other.

use serde_json::json;
use stackwright::prelude::*;

use super::{cluster, made, made_of, of_type, web};

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
    let groups = of_type(&template, GROUP);
    let [(front, front_rules), (back, back_rules)] = groups[..] else {
        panic!("{groups:?}")
    };
    // By path, `Back` comes first: its way to `Front` is inside, the way back is not.
    assert_eq!(
        front_rules["SecurityGroupIngress"],
        json!([{
            "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080,
            "SourceSecurityGroupId": {"Ref": back},
            "Description": "tcp 8080 from Back/SecurityGroup",
        }])
    );
    assert!(back_rules.get("SecurityGroupIngress").is_none());
    let [(id, rule)] = of_type(&template, INGRESS)[..] else {
        panic!("{template:#}")
    };
    assert_eq!(id, "BackSecurityGroupIngressFromFrontSecurityGroupTcp80");
    assert_eq!(rule["GroupId"], json!({"Ref": back}));
    assert_eq!(rule["SourceSecurityGroupId"], json!({"Ref": front}));
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
    assert_eq!(of_type(&all["First"], INGRESS), []);
    let ids: Vec<&str> = of_type(&all["Second"], INGRESS)
        .iter()
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(
        ids,
        [
            "BackSecurityGroupIngressFromFirstFrontSecurityGroupTcp80",
            "FirstFrontSecurityGroupIngressFromBackSecurityGroupTcp8080",
        ]
    );
}
