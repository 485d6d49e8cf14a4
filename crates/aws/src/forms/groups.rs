use stackwright_core::{App, Attribute, Expr, NodeId, Props, Str, Value, sub};

use super::is_cdk;
use super::rules::{balancer_around, port};

/// Describes the rules in groups as AWS CDK does.
pub(super) fn write(app: &App) {
    for group in app.resources_of_type("AWS::EC2::SecurityGroup") {
        if !is_cdk(app, group) {
            continue;
        }
        let Some(construct) = app.scope_of(group).parent() else {
            continue;
        };
        let balances = balancer_around(app, construct.node()).is_some();
        let has_beside = has_beside(app, group, construct.node());
        construct.edit_props(group, |group| {
            for rule in rules(group, "SecurityGroupIngress") {
                ingress(rule, balances);
            }
            let mut is_closed = false;
            for rule in rules(group, "SecurityGroupEgress") {
                is_closed |= egress(rule);
            }
            // There a rule beside the group takes the place of the one that lets nothing out.
            if is_closed && has_beside {
                group.remove("SecurityGroupEgress");
            }
        });
    }
}

fn rules<'p>(group: &'p mut Props, name: &str) -> impl Iterator<Item = &'p mut Props> {
    let list = match group.get_mut(name) {
        Some(Expr::List(rules)) => rules.iter_mut(),
        _ => Default::default(),
    };
    list.filter_map(|rule| match rule {
        Expr::Map(rule) => Some(rule),
        _ => None,
    })
}

/// Whether a rule for what leaves the group stands beside it.
fn has_beside(app: &App, group: NodeId, construct: NodeId) -> bool {
    let rules = app.resources_of_type("AWS::EC2::SecurityGroupEgress");
    rules.into_iter().any(|rule| {
        let is_of = |rule: &Props| match rule.get("GroupId") {
            Some(Expr::Get(node, Attribute::Ref | Attribute::Named(_))) => {
                *node == group || *node == construct
            }
            _ => false,
        };
        app.read_props(rule, is_of) == Some(true)
    })
}

/// Describes a rule that the program has not described itself.
fn ingress(rule: &mut Props, balances: bool) {
    let Some(block) = rule.get("CidrIp").cloned() else {
        return;
    };
    let said = rule.get("Description").and_then(Expr::as_str);
    let is_own = said.is_some_and(|said| match block.as_str() {
        Some(block) => said.ends_with(&format!(" from {block}")),
        None => [" from the VPC", " from a block of IPv4 addresses"]
            .iter()
            .any(|end| said.ends_with(end)),
    });
    let Some(port) = port(rule).filter(|_| is_own) else {
        return;
    };
    let text = match block.as_str() {
        Some("0.0.0.0/0") if balances => Expr::from(format!("Allow from anyone on port {port}")),
        Some(block) => Expr::from(format!("from {block}:{port}")),
        None => {
            let block: Value<Str> = Value::from_expr(block);
            sub!("from {block}:{port}").into_expr()
        }
    };
    rule.set("Description", text);
}

/// Describes a rule for everything, and one for nothing; whether it is the latter.
fn egress(rule: &mut Props) -> bool {
    let says = |name: &str, value: &str| rule.get(name).and_then(Expr::as_str) == Some(value);
    let is_nothing = says("CidrIp", "255.255.255.255/32");
    let is_everything = says("IpProtocol", "-1") && says("CidrIp", "0.0.0.0/0");
    if is_nothing {
        rule.set("Description", Expr::from("Disallow all traffic"));
    } else if is_everything {
        let text = "Allow all outbound traffic by default";
        rule.set("Description", Expr::from(text));
    }
    is_nothing
}
