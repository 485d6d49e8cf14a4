use stackwright_core::{App, Expr, NodeId, Scope, logical_id};

use super::is_cdk;
use crate::ec2::{PartOf, SubnetKind};

/// Calls the parts of a VPC as AWS CDK does, tags its subnets, gives addresses in public ones, and waits
/// for what that waits for.
pub(super) fn write(app: &App) {
    for vpc in app.resources_of_type("AWS::EC2::VPC") {
        let construct = app.scope_of(vpc).parent().map(Scope::node);
        let construct = construct.filter(|construct| app.resource_of(*construct) == Some(vpc));
        if let Some(construct) = construct
            && is_cdk(app, vpc)
        {
            for part in app.resources_below(construct) {
                self::part(app, construct, part);
            }
        }
    }
}

fn part(app: &App, vpc: NodeId, part: NodeId) {
    let scope = app.scope_of(part);
    let Some(around) = scope.parent() else {
        return;
    };
    if around.node() == vpc {
        match &*scope.id() {
            "Resource" => scope.edit_props(part, |vpc| {
                if vpc.get("InstanceTenancy").is_none() {
                    vpc.set("InstanceTenancy", Expr::Str("default".into()));
                }
            }),
            "InternetGateway" => pin(around, part, "IGW"),
            "InternetGatewayAttachment" => pin(around, part, "VPCGW"),
            _ => {}
        }
        return;
    }
    let id = around.id();
    let kind = app.resource_of(around.node());
    let kind = kind.and_then(|subnet| app.data::<PartOf>(subnet));
    let (Some((name, _)), Some(kind)) = (id.rsplit_once("Subnet"), kind.map(|part| part.kind))
    else {
        return;
    };
    match &*scope.id() {
        "Resource" => {
            pin(around, part, "Subnet");
            scope.tag("aws-cdk:subnet-name", name.to_owned());
            scope.tag("aws-cdk:subnet-type", kind.id());
            if kind == SubnetKind::Public {
                let launch = |subnet: &mut stackwright_core::Props| {
                    subnet.set("MapPublicIpOnLaunch", Expr::Bool(true));
                };
                scope.edit_props(part, launch);
            }
        }
        "RouteTableAssociation" => drop(scope.of(part).waits_for_nothing()),
        "NatAddress" => {
            pin(around, part, "EIP");
            scope.of(part).waits_for_nothing();
        }
        "NatGateway" => {
            pin(around, part, "NATGateway");
            // The table of the subnet is its own.
            if let Some(route) = around.find("DefaultRoute") {
                scope.of(part).depends_on(route);
            }
        }
        _ => {}
    }
}

/// Gives a part the logical id that it has under another id in its scope.
fn pin(around: Scope<'_>, part: NodeId, id: &str) {
    let path = around.identity_path();
    let path: Vec<&str> = path.split('/').chain([id]).collect();
    around.pin_id(part, logical_id(&path));
}
