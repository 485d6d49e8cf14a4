//! What constructs of Amazon ECS and of scaling report.

codes! {
    ECS101: "an environment variable that is set twice" {
        why: "the container sees one of the two values, and nobody can tell which",
        fix: "keep one of them; a secret and a plain value of one name count, too",
        link: TASK,
    }
    ECS102: "a container that may take longer to stop than Fargate waits" {
        why: "Fargate waits for 120 seconds at most and refuses a longer time",
        fix: "give it 120 seconds or less",
        link: TASK,
    }
    ECS103: "a container's health check with a number out of range" {
        why: "ECS refuses the task definition",
        fix: "use a number in the range that the finding names",
        link: HEALTH,
    }
    ECS104: "a load balancer that sends to a port that no container exposes" {
        why: "ECS refuses the service, because it cannot register its tasks",
        fix: "expose the port with `.port(...)`, or send traffic to one that is exposed",
        link: BALANCING,
    }
    ECS105: "a task without an essential container" {
        why: "ECS refuses the task definition: nothing says when the task has ended",
        fix: "let one container be essential",
        link: TASK,
    }
    ECS106: "ephemeral storage out of range" {
        why: "Fargate offers 21 to 200 GiB, and 20 where nothing is asked for",
        fix: "ask for 21 to 200 GiB",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",
    }
    ECS107: "containers that want more than the task has" {
        why: "ECS refuses the task definition",
        fix: "choose a larger task size, or give the containers less",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    }
    ECS108: "two containers of the same name" {
        why: "ECS refuses the task definition: names tell containers apart",
        fix: "give one of them another name",
        link: TASK,
    }
    ECS109: "a container that waits for one that is not there, or for itself" {
        why: "ECS refuses the task definition",
        fix: "wait for another container of the task",
        link: DEPENDENCY,
    }
    ECS110: "a container that waits for the health of one without a health check" {
        why: "the other container never becomes healthy, so ECS refuses the task definition",
        fix: "give the other one a health check, or wait for its start",
        link: DEPENDENCY,
    }
    ECS111: "a service without subnets" {
        why: "a task on Fargate has a network interface of its own, which needs a subnet",
        fix: "import the cluster's VPC with subnets, or name them with `.subnets(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    }
    ECS112: "a service to be discovered in a cluster without a namespace" {
        why: "there is no domain in which its name could be registered",
        fix: "give the cluster a namespace with `.namespace(...)`, or use `discover_by`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
    }
    ECS113: "a deployment that can neither stop nor start a task" {
        why: "it would wait until it times out",
        fix: "lower the minimum, or raise the maximum",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    }
    ECS114: "scaling a service whose cluster is not known" {
        why: "the scaling target is named after the cluster and the service",
        fix: "scale a service that was added as `FargateService`",
        link: SCALING,
    }
    ECS115: "scaling between a number and a smaller one" {
        why: "Application Auto Scaling refuses a minimum above the maximum",
        fix: "put the smaller number first, as `1..=10`",
        link: SCALING,
    }
    ECS116: "scaling without a metric" {
        why: "nothing would ever change the number of tasks",
        fix: "say what to keep near what, as `.cpu(70.percent())`",
        link: SCALING,
    }
    ECS117: "two scaling policies for one metric" {
        why: "they would work against each other",
        fix: "keep one of them",
        link: SCALING,
    }
    ECS118: "a container that exposes something that is no port" {
        why: "ECS refuses port mappings outside 1 to 65535, and several ports at once",
        fix: "name one port of TCP or UDP",
        link: TASK,
    }
    ECS119: "a capacity strategy that ECS refuses" {
        why: "a strategy has one base at most, weights of which one is not 0, and numbers in range",
        fix: "mend the strategy as the finding says",
        link: CAPACITY,
    }
    ECS120: "a container that waits for the end of an essential one" {
        why: "the end of an essential container ends the task, so the other would never start",
        fix: "let the container that ends be not essential",
        link: DEPENDENCY,
    }
    ECS121: "a service with neither a VPC nor a security group" {
        why: "its security group cannot be made without knowing the VPC",
        fix: "say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    }
    ECS122: "a service that leaves its capacity to a cluster without a default strategy" {
        why: "ECS would not know where to run its tasks",
        fix: "give the cluster one with `.default_strategy([...])`, or the service with `.capacity([...])`",
        link: CAPACITY,
    }
    ECS123: "scaling by requests of a load balancer that the service is not behind" {
        why: "the requests that are counted do not reach the service",
        fix: "put the service behind it with `.behind(...)`",
        link: SCALING,
    }
}

const TASK: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";
const HEALTH: &str = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html";
const BALANCING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html";
const DEPENDENCY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html";
const SCALING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html";
const CAPACITY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html";
