use stackwright_core::{App, Expr, Fact, NodeId, Recorded};

use super::InterfaceService;

/// Services whose interface endpoints begin with `cn.com.amazonaws` in the regions of China, where
/// others begin with `com.amazonaws` as they do elsewhere: no rule tells which, only the list that
/// `aws ec2 describe-vpc-endpoint-services` gives there.
///
/// <https://github.com/aws/aws-cdk/pull/25333>
const CHINESE: [&str; 24] = [
    "application-autoscaling",
    "athena",
    "autoscaling",
    "backup",
    "batch",
    "cloudformation",
    "ebs",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "elasticache",
    "elasticfilesystem",
    "execute-api",
    "kinesis-streams",
    "lambda",
    "monitoring",
    "rds",
    "redshift-data",
    "s3",
    "sqs",
    "states",
    "sts",
    "synthetics",
    "xray",
];

/// That an endpoint is one of AWS's, whose name is another one in a region of China.
///
/// It is known once the program is over: a stack may name its region after it has the endpoint.
pub(super) struct Named {
    pub endpoint: NodeId,
    pub service: InterfaceService,
}

impl Fact for Named {
    const NAME: &'static str = "network/endpoint-name";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            let scope = app.scope_of(fact.endpoint);
            let Some(region) = scope.stack().region() else {
                continue;
            };
            let service = fact.service.as_str();
            let service = service.filter(|service| CHINESE.contains(service));
            if let Some(service) = service.filter(|_| region.starts_with("cn-")) {
                let name = format!("cn.com.amazonaws.{region}.{service}");
                scope.edit_props(fact.endpoint, |props| {
                    props.set("ServiceName", Expr::from(name))
                });
            }
        }
    }
}
