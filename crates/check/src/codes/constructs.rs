//! Codes of `stackwright-aws`: what constructs report.

use super::program;
use crate::Declaration;

pub(super) static CODES: &[Declaration] = &[
    program(
        "EC2101",
        "a connection to something whose security group is not known",
        "a connection is a rule in the security groups of both ends, and one of them has none",
        "import it with its security group, or connect to a range of addresses",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    ),
    program(
        "ECR101",
        "a lifecycle rule with a count of 0",
        "ECR refuses a rule that keeps no image, or that expires images at once",
        "keep 1 image, or wait 1 day, or more",
        LIFECYCLE,
    ),
    program(
        "ECR102",
        "two lifecycle rules for images of any tag",
        "ECR takes one such rule, which comes last",
        "say of the others which tags they are for",
        LIFECYCLE,
    ),
    program(
        "ECR103",
        "a lifecycle rule with an empty list of tags",
        "ECR refuses a rule for tagged images that names no tags",
        "name a prefix or a pattern, or use `Tags::Any`",
        LIFECYCLE,
    ),
    program(
        "ECS101",
        "an environment variable that is set twice",
        "the container sees one of the two values, and nobody can tell which",
        "keep one of them; a secret and a plain value of one name count, too",
        TASK,
    ),
    program(
        "ECS102",
        "a container that may take longer to stop than Fargate waits",
        "Fargate waits for 120 seconds at most and refuses a longer time",
        "give it 120 seconds or less",
        TASK,
    ),
    program(
        "ECS103",
        "a container's health check with a number out of range",
        "ECS refuses the task definition",
        "use a number in the range that the finding names",
        HEALTH,
    ),
    program(
        "ECS104",
        "a load balancer that sends to a port that no container exposes",
        "ECS refuses the service, because it cannot register its tasks",
        "expose the port with `.port(...)`, or send traffic to one that is exposed",
        BALANCING,
    ),
    program(
        "ECS105",
        "a task without an essential container",
        "ECS refuses the task definition: nothing says when the task has ended",
        "let one container be essential",
        TASK,
    ),
    program(
        "ECS106",
        "ephemeral storage out of range",
        "Fargate offers 21 to 200 GiB, and 20 where nothing is asked for",
        "ask for 21 to 200 GiB",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",
    ),
    program(
        "ECS107",
        "containers that want more than the task has",
        "ECS refuses the task definition",
        "choose a larger task size, or give the containers less",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    ),
    program(
        "ECS108",
        "two containers of the same name",
        "ECS refuses the task definition: names tell containers apart",
        "give one of them another name",
        TASK,
    ),
    program(
        "ECS109",
        "a container that waits for one that is not there, or for itself",
        "ECS refuses the task definition",
        "wait for another container of the task",
        DEPENDENCY,
    ),
    program(
        "ECS110",
        "a container that waits for the health of one without a health check",
        "the other container never becomes healthy, so ECS refuses the task definition",
        "give the other one a health check, or wait for its start",
        DEPENDENCY,
    ),
    program(
        "ECS111",
        "a service without subnets",
        "a task on Fargate has a network interface of its own, which needs a subnet",
        "import the cluster's VPC with subnets, or name them with `.subnets(...)`",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    ),
    program(
        "ECS112",
        "a service to be discovered in a cluster without a namespace",
        "there is no domain in which its name could be registered",
        "give the cluster a namespace with `.namespace(...)`, or use `discover_by`",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
    ),
    program(
        "ECS113",
        "a deployment that can neither stop nor start a task",
        "it would wait until it times out",
        "lower the minimum, or raise the maximum",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    ),
    program(
        "ECS114",
        "scaling a service whose cluster is not known",
        "the scaling target is named after the cluster and the service",
        "scale a service that was added as `FargateService`",
        SCALING,
    ),
    program(
        "ECS115",
        "scaling between a number and a smaller one",
        "Application Auto Scaling refuses a minimum above the maximum",
        "put the smaller number first, as `1..=10`",
        SCALING,
    ),
    program(
        "ECS116",
        "scaling without a metric",
        "nothing would ever change the number of tasks",
        "say what to keep near what, as `.cpu(70.percent())`",
        SCALING,
    ),
    program(
        "ECS117",
        "two scaling policies for one metric",
        "they would work against each other",
        "keep one of them",
        SCALING,
    ),
    program(
        "ECS118",
        "a container that exposes something that is no port",
        "ECS refuses port mappings outside 1 to 65535, and several ports at once",
        "name one port of TCP or UDP",
        TASK,
    ),
    program(
        "ECS119",
        "a capacity strategy that ECS refuses",
        "a strategy has one base at most, weights of which one is not 0, and numbers in range",
        "mend the strategy as the finding says",
        CAPACITY,
    ),
    program(
        "ECS120",
        "a container that waits for the end of an essential one",
        "the end of an essential container ends the task, so the other would never start",
        "let the container that ends be not essential",
        DEPENDENCY,
    ),
    program(
        "ECS121",
        "a service with neither a VPC nor a security group",
        "its security group cannot be made without knowing the VPC",
        "say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    ),
    program(
        "ECS122",
        "a service that leaves its capacity to a cluster without a default strategy",
        "ECS would not know where to run its tasks",
        "give the cluster one with `.default_strategy([...])`, or the service with `.capacity([...])`",
        CAPACITY,
    ),
    program(
        "ECS123",
        "scaling by requests of a load balancer that the service is not behind",
        "the requests that are counted do not reach the service",
        "put the service behind it with `.behind(...)`",
        SCALING,
    ),
    program(
        "ELB101",
        "a target group's health check that waits as long as its interval",
        "Elastic Load Balancing refuses a timeout that is not less than the interval",
        "shorten the timeout, or lengthen the interval",
        TARGET_HEALTH,
    ),
    program(
        "ELB102",
        "a load balancer in a VPC without subnets of the right kind",
        "a load balancer on the internet stands in public subnets, an internal one in private ones",
        "import the VPC with subnets of that kind",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    ),
    program(
        "ELB103",
        "an HTTPS listener without a certificate",
        "Elastic Load Balancing refuses it",
        "give it one with `.certificate(arn)`",
        HTTPS,
    ),
    program(
        "ELB104",
        "an HTTP listener with a certificate",
        "Elastic Load Balancing refuses it; the certificate would protect nothing",
        "listen on `Port::https(443)`",
        HTTPS,
    ),
    program(
        "ELB105",
        "a listener or a target group on something that is not one TCP port",
        "an application load balancer speaks HTTP, over one TCP port",
        "name one port, as `Port::http(80)`",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
    ),
    program(
        "ELB106",
        "a target group with a number out of range",
        "Elastic Load Balancing refuses it",
        "use a number in the range that the finding names",
        TARGET_HEALTH,
    ),
    program(
        "IAM101",
        "a right of a role that names a principal",
        "what a role is granted is for whoever has the role; IAM refuses a principal there",
        "leave `.to(...)` out",
        IAM,
    ),
    program(
        "IAM102",
        "a right of a role that names no resource",
        "IAM refuses a policy of a role that does not say what it is for",
        "say what it is for with `.on(...)`",
        IAM,
    ),
];

const LIFECYCLE: &str =
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html";
const TASK: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";
const HEALTH: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html";
const DEPENDENCY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html";
const BALANCING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html";
const CAPACITY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html";
const SCALING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html";
const TARGET_HEALTH: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html";
const HTTPS: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html";
const IAM: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
