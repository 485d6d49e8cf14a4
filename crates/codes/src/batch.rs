//! What jobs report.

codes! {
    BAT101: "a container of a job that says what Batch has no word for" {
        why: "jobs have fewer settings for their containers than tasks",
        fix: "leave it out; an entry point is a part of the image",
        link: "https://docs.aws.amazon.com/batch/latest/APIReference/API_TaskContainerProperties.html",
    }
    BAT102: "a volume of a job that Batch does not have" {
        why: "jobs on Fargate mount file systems, and what the task has itself",
        fix: "mount a file system, or give the task scratch space, `.ephemeral_storage(...)`",
        link: "https://docs.aws.amazon.com/batch/latest/APIReference/API_Volume.html",
    }
    BAT103: "a container of a job without a size" {
        why: "Batch wants to know how much CPU and memory each container gets; of one that is alone that is the task's",
        fix: "say both, as `.cpu(256).memory(512.mib())`",
        link: "https://docs.aws.amazon.com/batch/latest/APIReference/API_TaskContainerProperties.html",
    }
    BAT104: "a compute environment without subnets" {
        why: "jobs on Fargate have network interfaces in subnets",
        fix: "import the VPC with subnets, or name them with `.subnets(...)`",
        link: "https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html",
    }
}
