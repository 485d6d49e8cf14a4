//! Constructs that users make of these.

use stackwright::aws::ec2::{Connectable, SecurityGroupHandle};
use stackwright::aws::ecs::{ClusterHandle, ServiceHandle};
use stackwright::core::NodeId;
use stackwright::prelude::*;
use stackwright_assert::{exact, like};

use super::{at, cluster, ids, made, nginx, small};

/// A service with a log group and a token of its own.
struct Api {
    cluster: ClusterHandle,
    port: u16,
}

#[derive(Clone, Copy)]
struct ApiHandle {
    service: ServiceHandle,
    port: u16,
}

impl Construct for Api {
    type Handle = ApiHandle;

    fn build(self, scope: Scope<'_>) -> ApiHandle {
        let token = scope.add("Token", Secret::generated(40));
        let container = nginx().port(self.port).secret("TOKEN", token);
        let task = scope.add("Task", small().container(container));
        let service = scope.add("Service", FargateService::new(self.cluster, task));
        ApiHandle {
            service,
            port: self.port,
        }
    }
}

impl Handle for ApiHandle {
    fn node(self) -> NodeId {
        self.service.node()
    }
}

impl Connectable for ApiHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        self.service.guarded_by(scope)
    }
}

#[test]
fn they_connect_and_keep_their_ids_apart() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let orders = stack.add(
            "Orders",
            Api {
                cluster,
                port: 8080,
            },
        );
        let stock = stack.add(
            "Stock",
            Api {
                cluster,
                port: 8081,
            },
        );
        stack.connect(orders, stock, Port::tcp(stock.port));
        stack.tag("Team", "shop");
    });
    assert_eq!(
        ids(&template, "AWS::ECS::Service"),
        ["OrdersService", "StockService"]
    );
    template.all_resources_properties(
        "AWS::ECS::Service",
        like!({ "Tags": [exact(like!({ "Key": "Team", "Value": "shop" }))] }),
    );
    at(
        &template,
        "StockServiceSecurityGroupIngressFromOrdersServiceSecurityGroupTcp8081",
        "AWS::EC2::SecurityGroupIngress",
        like!({ "Description": "tcp 8081 from Orders/Service/SecurityGroup" }),
    );
}
