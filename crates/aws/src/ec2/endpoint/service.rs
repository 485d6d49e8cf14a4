use stackwright_core::{IntoValue, Str, Text, Value, sub};

/// A service that has a gateway endpoint: a route, which is free.
///
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GatewayService {
    /// Amazon S3, where the layers of images of Amazon ECR lie as well.
    S3,
    /// Amazon DynamoDB.
    DynamoDb,
}

impl GatewayService {
    /// What ids call it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            GatewayService::S3 => "S3",
            GatewayService::DynamoDb => "DynamoDb",
        }
    }

    /// The last part of its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            GatewayService::S3 => "s3",
            GatewayService::DynamoDb => "dynamodb",
        }
    }

    pub(super) fn name(self) -> Value<Str> {
        regional(self.as_str())
    }
}

macro_rules! services {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A service that has an interface endpoint: network interfaces in subnets, which are paid by the
        /// hour and by the gigabyte.
        ///
        /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum InterfaceService {
            $($(#[$doc])* $name,)*
            /// Another one of AWS's, by what its name has behind the region, as `textract`.
            Other(Text),
            /// A service of somebody else's, by its whole name, as
            /// `com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d`.
            Named(Value<Str>),
        }

        impl InterfaceService {
            /// What the name has behind the region; nothing of one that is named as a whole.
            pub fn as_str(&self) -> Option<&str> {
                match self {
                    $(InterfaceService::$name => Some($text),)*
                    InterfaceService::Other(text) => Some(text),
                    InterfaceService::Named(_) => None,
                }
            }

            /// What ids call it.
            pub(crate) fn id(&self) -> Option<&'static str> {
                match self {
                    $(InterfaceService::$name => Some(stringify!($name)),)*
                    InterfaceService::Other(_) | InterfaceService::Named(_) => None,
                }
            }
        }
    };
}

services! {
    /// The API of Amazon ECR.
    EcrApi = "ecr.api",
    /// The registry of Amazon ECR, from which images are pulled.
    EcrDkr = "ecr.dkr",
    /// CloudWatch Logs.
    Logs = "logs",
    /// CloudWatch.
    Monitoring = "monitoring",
    /// AWS X-Ray.
    XRay = "xray",
    /// Secrets Manager.
    SecretsManager = "secretsmanager",
    /// Systems Manager, with its parameters.
    Ssm = "ssm",
    /// The channels of Session Manager and ECS Exec.
    SsmMessages = "ssmmessages",
    /// AWS KMS.
    Kms = "kms",
    /// AWS STS.
    Sts = "sts",
    /// The API of Amazon ECS.
    Ecs = "ecs",
    /// What the agent of Amazon ECS on an instance speaks to.
    EcsAgent = "ecs-agent",
    /// Where the agent of Amazon ECS on an instance sends its metrics.
    EcsTelemetry = "ecs-telemetry",
    /// Amazon SQS.
    Sqs = "sqs",
    /// Amazon SNS.
    Sns = "sns",
    /// EventBridge.
    Events = "events",
    /// Step Functions.
    States = "states",
    /// AWS Lambda.
    Lambda = "lambda",
    /// Kinesis Data Streams.
    KinesisStreams = "kinesis-streams",
    /// Amazon Data Firehose.
    KinesisFirehose = "kinesis-firehose",
    /// AWS Cloud Map.
    ServiceDiscovery = "servicediscovery",
    /// Calls of models of Amazon Bedrock.
    BedrockRuntime = "bedrock-runtime",
    /// The Data API of Amazon RDS.
    RdsData = "rds-data",
    /// APIs of API Gateway.
    ExecuteApi = "execute-api",
    /// Amazon EC2.
    Ec2 = "ec2",
    /// Elastic Load Balancing.
    ElasticLoadBalancing = "elasticloadbalancing",
    /// Amazon EC2 Auto Scaling.
    AutoScaling = "autoscaling",
}

impl InterfaceService {
    pub(super) fn name(&self) -> Value<Str> {
        match (self, self.as_str()) {
            (InterfaceService::Named(name), _) => name.clone(),
            (_, text) => regional(text.unwrap_or_default().to_owned()),
        }
    }
}

fn regional(service: impl IntoValue<Str>) -> Value<Str> {
    let service = service.into_value();
    sub!("com.amazonaws.{AWS::Region}.{service}")
}
