//! What constructs of Amazon ECS and of scaling report.

codes! {
    ECS104: "a load balancer that sends to a port that no container exposes" {
        why: "ECS refuses the service, because it cannot register its tasks",
        fix: "expose the port with `.port(...)`, or send traffic to one that is exposed",
        link: BALANCING,
    }
    ECS111: "a service without subnets" {
        why: "a task on Fargate has a network interface of its own, which needs a subnet",
        fix: "import the cluster's VPC with subnets, or name them with `.subnets(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        echoes: ["OPS420"],
    }
    ECS112: "a service to be discovered in a cluster without a namespace" {
        why: "there is no domain in which its name could be registered",
        fix: "give the cluster a namespace with `.namespace(...)`, or use `discover_by`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
    }
    ECS114: "scaling a service whose cluster is not known" {
        why: "the scaling target is named after the cluster and the service",
        fix: "scale a service that was added as `FargateService`",
        link: SCALING,
        echoes: ["OPS708"],
    }
    ECS116: "scaling without a metric" {
        why: "nothing would ever change the number of tasks",
        fix: "say what to keep near what, as `.cpu(70.percent())`",
        link: SCALING,
    }
    ECS118: "a container that exposes something that is no port" {
        why: "ECS refuses port mappings outside 1 to 65535, and several ports at once",
        fix: "name one port of TCP or UDP",
        link: TASK,
        echoes: ["OPS316"],
    }
    ECS121: "a service with neither a VPC nor a security group" {
        why: "its security group cannot be made without knowing the VPC",
        fix: "say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    }
    ECS122: "a service that leaves its capacity to a cluster without a default strategy" {
        why: "ECS would not know where to run its tasks",
        fix: "give the cluster one with `.default_strategy([...])`, or the service with `.on(...)`",
        link: CAPACITY,
        echoes: ["OPS419"],
    }
    ECS123: "scaling by requests of a load balancer that the service is not behind" {
        why: "the requests that are counted do not reach the service",
        fix: "put the service behind it with `.behind(...)`",
        link: SCALING,
    }
    ECS142: "an override of a container that the task does not have" {
        why: "ECS refuses to run a task with it, each time, and nobody sees that",
        fix: "name a container of the task, as `ContainerOverride::new(\"report\")`",
        link: RUN,
    }
    ECS143: "a task with a volume that is made when it starts, run without a service" {
        why: "services describe such volumes; schedules and rules have no word for them, and here state machines have none",
        fix: "give the task scratch space, `.ephemeral_storage(...)`, or a file system",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html",
    }
    ECS144: "a task that cannot run where it is to" {
        why: "a task definition says for which capacity it is made, and managed instances are chosen by a capacity provider, never by a launch type",
        fix: "run it where it is made for, as `.run(|run| run.on(instances))`",
        link: RUN,
    }
    ECS150: "a service whose deployments shift requests, at a target group that has no second one" {
        why: "the new tasks start behind another target group than the old ones; ECS refuses the service without one",
        fix: "put the service at a place of a load balancer or a listener, as `front.path(\"/*\")`, not at a target group of your own",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
        echoes: ["OPS450"],
    }
    ECS153: "a service that has one name in Service Connect and in Cloud Map" {
        why: "both are services of Cloud Map, and a namespace has a name once: the second one cannot be made",
        fix: "call it something else in Service Connect with `.known_as(...)`, and keep the name that clients use as an alias",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
    }
    ECS168: "a service that is found with its port, whose task has none or several" {
        why: "SRV records have a port, and ECS refuses a service that does not say which",
        fix: "expose one port, or say which with `.container_port(\"app\", 8080)` of `Discover`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
        echoes: ["OPS402"],
    }
    ECS154: "a test of new tasks that never reaches them" {
        why: "requests are let through to new tasks before others by a rule of a listener, in deployments that shift requests from one target group to another",
        fix: "shift requests with `.blue_green()`, `.canary(...)` or `.linear(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
    }
    ECS157: "a field that a secret does not have" {
        why: "ECS takes the field out of the secret's JSON when a task starts; a task whose secret has no such field, or is no JSON, does not start",
        fix: "name a field that the secret has, as `username` and `password` of a login",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        echoes: ["OPS336"],
    }
    ECS158: "a container that is told of something and has no right to it" {
        why: "what is in its environment it is to talk to, and without a right of the task role it is refused when it does",
        fix: "take a link in place of the variable: `container.link(queue.send())` brings both",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        echoes: ["OPS213"],
    }
    ECS160: "a gateway in a VPC without subnets of the kind that it needs" {
        why: "a public gateway is reached in public subnets only, and a private one stands in private ones",
        fix: "give the VPC such subnets, or name those of the gateway with `.subnets(...)`",
        link: GATEWAY,
    }
    ECS162: "a service that goes through a gateway on a port that its task does not have" {
        why: "ECS finds the container by the name of its port, and refuses the service if there is none",
        fix: "name the port of the container with `.named_port(...)`",
        link: CONNECTOR,
        echoes: ["OPS404"],
    }
    ECS163: "a service that goes through gateways on two ports" {
        why: "a service has one connector, which all gateways of its cluster use",
        fix: "name the same port for all of them",
        link: CONNECTOR,
    }
    ECS164: "an Express service that scales between numbers in the wrong order" {
        why: "Application Auto Scaling refuses a least number of tasks above the most",
        fix: "say the smaller number first, as `1..=10`",
        link: EXPRESS,
    }
    ECS165: "an Express service in public and in other subnets" {
        why: "the subnets decide whether it faces the internet, and a mixture says neither",
        fix: "choose one kind, as `.subnets(SubnetKind::Private)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html",
    }
    ECS166: "a target of VPC Lattice on a port that the task does not have" {
        why: "ECS finds the container by the name of its port, and refuses the service if there is none",
        fix: "name the port of the container with `.named_port(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html",
        echoes: ["OPS404"],
    }
    ECS133: "two volumes of a task with one name" {
        why: "containers say by the name which of them they mount",
        fix: "give one of them another name with `.named(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html",
    }
    ECS134: "a volume that the capacity of the task has not" {
        why: "the task does not start: Fargate shows no folder of its machines, volumes of Docker and FSx for Windows are for machines of one's own, and S3 Files is for Fargate and managed instances",
        fix: "mount a `Volume::scratch(...)` or an access point of EFS, or run the task on capacity that has the volume",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html",
    }
    ECS135: "a file system in subnets that are not known one by one" {
        why: "it has a mount target in each zone, which is a resource of its own",
        fix: "say the zones where the VPC is imported, `.in_zones([...])`",
        link: "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
    }
    ECS136: "a log router on Fargate that reads its configuration from a bucket" {
        why: "ECS refuses it: on Fargate a log router reads files of its image only",
        fix: "put the file into the image, and name it with `.config_file(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html",
    }
    ECS140: "a variable of a container with two values" {
        why: "two links, or a link and a variable that is said, have one name for different things, and a container has one value for it",
        fix: "let one of the links begin its names with something else, `.link_as(\"ORDERS\", ...)`, or give the one variable a name of its own, `link.named(\"URL\", \"ORDERS_URL\")`",
        link: TASK,
        echoes: ["OPS324"],
    }
    ECS141: "a name for something that a link does not bring" {
        why: "the variable that was meant keeps the name that it has, and the program in the container does not find it",
        fix: "name a part that the link has",
        link: TASK,
    }
    ECS145: "a call of a service that has no name, or no one port" {
        why: "the caller is to be given a name and a port, and the service is known by none, or the task listens on several",
        fix: "make it known with `.discover_as(...)` in a namespace whose name is known, or with Service Connect; say which port by an alias of Service Connect",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html",
    }
    ECS170: "a service whose task is made for another kind of capacity" {
        why: "ECS refuses a task where its `RequiresCompatibilities` do not name the kind",
        fix: "make the task for the kind that the service runs on, as `Ec2Task` for an `Ec2Service`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html",
        echoes: ["OPS419"],
    }
    ECS171: "a service on external machines that asks for what they have not" {
        why: "with ECS Anywhere there are no load balancers, no service discovery and no capacity providers",
        fix: "leave it out, or run the service elsewhere",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html",
    }
    ECS190: "two scaling policies that fight" {
        why: "what takes tasks away does not wait for what adds them, so that tasks come and go without end",
        fix: "let one of them take away: steps with `at_least` only, or tracking `.without_scale_in()`",
        severity: warning,
        link: "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html",
    }
    ECS191: "one scalable target of which different things are said" {
        why: "a service has one scalable target with one minimum, one maximum and one role, whoever adds policies",
        fix: "say the same in all places",
        link: SCALING,
    }
    ECS192: "names in a formula over metrics that cannot be" {
        why: "CloudWatch refuses a formula whose names are no identifiers, and cannot know which of two metrics a name stands for",
        fix: "name each metric once with `.using(...)`: a small letter, then letters, digits, underscores",
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    }
    ECS193: "steps of scaling that cannot be" {
        why: "for each value there is one step, or none: of two, Application Auto Scaling refuses the policy, or takes both in turn",
        fix: "say what to do where, as `.at_least(100, 1)`, once for each value, with room between up and down",
        link: "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html",
    }
    ECS194: "a service that never comes back from no task" {
        why: "utilization and requests of tasks are not measured where there are no tasks, so that nothing adds the first one",
        fix: "keep one task, or scale by what is there without tasks, as `.backlog_per_task(...)`",
        severity: warning,
        link: SCALING,
    }
    ECS195: "scaling without bounds" {
        why: "a scalable target has a minimum and a maximum",
        fix: "say them with `.between(1..=10)`",
        link: SCALING,
        echoes: ["OPS717"],
    }
    ECS196: "fast scaling by what is not fast" {
        why: "only CPU and memory of a service come every 20 seconds",
        fix: "leave `.fast()` out, or scale by `.cpu(...)` or `.memory(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html",
    }
    ECS197: "running tasks that nobody counts" {
        why: "a backlog for each task is divided by the number of running tasks, which Container Insights publish",
        fix: "turn them on with `.container_insights()`, or say another metric with `.running_tasks(...)`",
        severity: warning,
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html",
    }
    ECS198: "DNS records of a service of Cloud Map where there is no DNS" {
        why: "an HTTP namespace has no zone, and what is found by calls of the API only is in none",
        fix: "leave the records out, or take a namespace with DNS",
        link: "https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-services.html",
    }
    ECS199: "a schedule of scaling that cannot be" {
        why: "Application Auto Scaling refuses a time that is none, and two actions of one name",
        fix: "say times as `Cron::daily(7, 30)` or `07:30`, and give each action a name of its own",
        link: "https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html",
    }
    ECS172: "instances without subnets" {
        why: "an instance has a network interface, which needs a subnet",
        fix: "give the VPC subnets, or name some with `.subnets(...)`",
        link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html",
        echoes: ["OPS449"],
    }
    ECS173: "a cluster whose capacity providers stand in several stacks" {
        why: "a cluster has one list of capacity providers, and CloudFormation writes the whole of it in one place",
        fix: "add the providers of a cluster in one stack: in the cluster's, or in one after it",
        link: ASSOCIATION,
    }
    ECS174: "a capacity provider of one's own for a cluster that is made elsewhere" {
        why: "the list of providers of a cluster is written as a whole: those that the cluster has already would be taken from it",
        fix: "add the provider where the cluster is made, or take managed instances, which stand in no list",
        link: ASSOCIATION,
    }
    ECS175: "a cluster with two default strategies" {
        why: "a cluster has one",
        fix: "say it once: with `Cluster::default_strategy`, or with `ClusterHandle::default_strategy`",
        link: CAPACITY,
    }
    ECS176: "a container of a daemon that says what daemons do not have" {
        why: "ECS has fewer settings for the containers of daemons than for those of tasks, and none of these",
        fix: "leave it out; what others are to reach runs as a service",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonContainerDefinition.html",
    }
    ECS177: "a service behind a load balancer on instances whose group is not known" {
        why: "tasks without an interface of their own are reached through their instances, whose group has to let the load balancer in",
        fix: "put the service on the capacity provider of the instances with `.on(...)`, or say what guards them with `.security_group(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html",
        echoes: ["OPS118"],
    }
    ECS178: "a scaling policy of a group that ECS scales" {
        why: "with managed scaling ECS attaches a policy of its own to the group, and the two add and take away what they do not know of",
        fix: "leave the policy out, or let nobody else scale the group, `.without_managed_scaling()`",
        severity: warning,
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html",
    }
    ECS179: "a daemon with a capacity provider strategy" {
        why: "ECS refuses it: a daemon is one task on each instance, whoever provides the instance",
        fix: "leave `.on(...)` out, and keep the daemon to some instances with `.placement_constraint(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_scheduler_daemon.html",
    }
    ECS180: "a policy that follows a metric of another account" {
        why: "policies look at metrics of their own account: there, one of this name is another one, or none",
        fix: "scale in steps, whose alarms know accounts, or publish the metric where the policy is",
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    }
}

const ASSOCIATION: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-clustercapacityproviderassociations.html";
const TASK: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";
const BALANCING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html";
const SCALING: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html";
const CAPACITY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html";
const GATEWAY: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-managing.html";
const CONNECTOR: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-connect-service.html";
const EXPRESS: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html";
const RUN: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html";
