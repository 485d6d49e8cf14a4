//! Constructs that users make of these.

use serde_json::json;
use stackwright::aws::ec2::{Connectable, SecurityGroupHandle};
use stackwright::aws::ecs::{ClusterHandle, ServiceHandle};
use stackwright::core::NodeId;
use stackwright::prelude::*;

use super::{cluster, made, nginx, of_type, small};

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
    let services = of_type(&template, "AWS::ECS::Service");
    let ids: Vec<&str> = services.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["OrdersService", "StockService"]);
    for (_, service) in services {
        assert_eq!(service["Tags"], json!([{"Key": "Team", "Value": "shop"}]));
    }
    let groups = of_type(&template, "AWS::EC2::SecurityGroup");
    let (_, stock) = groups
        .iter()
        .find(|(id, _)| id.starts_with("Stock"))
        .expect("its group");
    assert_eq!(
        stock["SecurityGroupIngress"][0]["Description"],
        "tcp 8081 from Orders/Service/SecurityGroup"
    );
}
