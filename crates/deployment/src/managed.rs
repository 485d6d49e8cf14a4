//! What policies of AWS allow.

use super::Property;

/// What policies of AWS allow that tasks are run with. An action may end in `*`. Policies that are
/// not listed may allow anything.
const MANAGED: &[(&str, &[&str])] = &[
    ("AWSCodeDeployRoleForECS", DEPLOY),
    ("AWSCodeDeployRoleForECSLimited", DEPLOY),
    ("AdministratorAccess", &["*"]),
    ("AmazonEC2ContainerRegistryFullAccess", &["ecr:*"]),
    ("AmazonEC2ContainerRegistryPowerUser", PULL),
    ("AmazonEC2ContainerRegistryPullOnly", PULL),
    ("AmazonEC2ContainerRegistryReadOnly", PULL),
    (
        "AmazonECSInfrastructureRolePolicyForLoadBalancers",
        &["elasticloadbalancing:*"],
    ),
    (
        "service-role/AmazonECSInfrastructureRolePolicyForVolumes",
        &["ec2:*volume*", "ec2:describe*", "ec2:createtags"],
    ),
    ("AmazonS3FullAccess", &["s3:*"]),
    ("AmazonS3ReadOnlyAccess", &["s3:get*", "s3:list*"]),
    (
        "AmazonSSMFullAccess",
        &["ssm:*", "cloudwatch:putmetricdata", "logs:*"],
    ),
    (
        "AmazonSSMManagedInstanceCore",
        &["ssm:*", "ssmmessages:*", "ec2messages:*"],
    ),
    (
        "AmazonSSMReadOnlyAccess",
        &["ssm:describe*", "ssm:get*", "ssm:list*"],
    ),
    ("AWSXRayDaemonWriteAccess", &["xray:*"]),
    ("AWSXrayWriteOnlyAccess", &["xray:*"]),
    (
        "CloudWatchAgentServerPolicy",
        &[
            "cloudwatch:putmetricdata",
            "ec2:describe*",
            "logs:*",
            "xray:*",
            "ssm:getparameter",
        ],
    ),
    ("CloudWatchLogsFullAccess", &["logs:*", "cloudwatch:*"]),
    ("CloudWatchFullAccess", &["logs:*", "cloudwatch:*", "sns:*"]),
    (
        "SecretsManagerReadWrite",
        &["secretsmanager:*", "kms:describekey", "kms:listaliases"],
    ),
    ("service-role/AWSCodeDeployRole", OTHER_DEPLOY),
    ("service-role/AWSCodeDeployRoleForLambda", OTHER_DEPLOY),
    (
        "service-role/AWSCodeDeployRoleForLambdaLimited",
        OTHER_DEPLOY,
    ),
    (
        "service-role/AmazonEC2ContainerServiceEventsRole",
        &["ecs:runtask", "ecs:tagresource", "iam:passrole"],
    ),
    (
        "service-role/AmazonEC2ContainerServiceforEC2Role",
        &[
            "ec2:describetags",
            "ecs:createcluster",
            "ecs:deregistercontainerinstance",
            "ecs:discoverpollendpoint",
            "ecs:poll",
            "ecs:registercontainerinstance",
            "ecs:starttelemetrysession",
            "ecs:submit*",
            "ecs:tagresource",
            "ecs:updatecontainerinstancesstate",
            "ecr:getauthorizationtoken",
            "ecr:batchchecklayeravailability",
            "ecr:getdownloadurlforlayer",
            "ecr:batchgetimage",
            "logs:createlogstream",
            "logs:putlogevents",
        ],
    ),
    (
        "service-role/AmazonECSTaskExecutionRolePolicy",
        &[
            "ecr:getauthorizationtoken",
            "ecr:batchchecklayeravailability",
            "ecr:getdownloadurlforlayer",
            "ecr:batchgetimage",
            "logs:createlogstream",
            "logs:putlogevents",
        ],
    ),
];

/// What AWS CodeDeploy does with Amazon ECS.
const DEPLOY: &[&str] = &[
    "cloudwatch:describealarms",
    "ecs:*",
    "elasticloadbalancing:*",
    "iam:passrole",
    "lambda:invokefunction",
    "s3:get*",
    "sns:publish",
];

/// What it does with instances and functions.
const OTHER_DEPLOY: &[&str] = &[
    "autoscaling:*",
    "cloudwatch:*",
    "ec2:*",
    "elasticloadbalancing:*",
    "lambda:*",
    "s3:*",
    "sns:*",
    "tag:*",
];

const PULL: &[&str] = &[
    "ecr:getauthorizationtoken",
    "ecr:batchchecklayeravailability",
    "ecr:getdownloadurlforlayer",
    "ecr:batchgetimage",
    "ecr:describe*",
    "ecr:list*",
];

/// The actions of a policy of AWS, where they are listed here.
pub(super) fn actions_of_managed(arn: &Property<'_>) -> Option<&'static [&'static str]> {
    let arn = arn.symbolic()?;
    let own = arn.end();
    let (_, name) = own.split_once(":aws:policy/")?;
    let (_, actions) = MANAGED.iter().find(|(known, _)| *known == name)?;
    Some(*actions)
}
