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
        "AmazonECSInfrastructureRolePolicyForManagedInstances",
        &["ec2:*"],
    ),
    (
        "AmazonECSInfrastructureRolePolicyForVpcLattice",
        &["vpc-lattice:*"],
    ),
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

/// What the policy for managed instances hands on: roles of this name, and no others.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html>
const OF_INSTANCES: OnSome = (&["iam:passrole"], "iam", "role/ecsInstanceRole*");

/// Actions, and on what: a service, and what its ARNs say behind the account.
type OnSome = (&'static [&'static str], &'static str, &'static str);

/// The actions of a policy of AWS, where they are listed here.
pub(super) fn actions_of_managed(arn: &Property<'_>) -> Option<&'static [&'static str]> {
    let name = name_of(arn)?;
    let (_, actions) = MANAGED.iter().find(|(known, _)| *known == name)?;
    Some(*actions)
}

/// What a policy of AWS allows with some resources only.
pub(super) fn on_some_of_managed(arn: &Property<'_>) -> Option<OnSome> {
    let name = name_of(arn)?;
    (name == "AmazonECSInfrastructureRolePolicyForManagedInstances").then_some(OF_INSTANCES)
}

/// The name of a policy of AWS, with its path.
fn name_of(arn: &Property<'_>) -> Option<String> {
    let arn = arn.symbolic()?;
    let (_, name) = arn.end().split_once(":aws:policy/")?;
    Some(name.to_owned())
}
