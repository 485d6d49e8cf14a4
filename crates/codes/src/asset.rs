//! What constructs report of files, directories and images that are published.

codes! {
    AST101: "an asset that cannot be read" {
        why: "what is published is hashed and copied while the program runs",
        fix: "name a file or directory that is there, and leave out what does not belong to it",
    }
    AST102: "an image for another platform than its task" {
        why: "a task of one architecture cannot run an image of another: its containers end with `exec format error`",
        fix: "leave the platform of the image out, so that it is that of the task, or change the task's",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    }
    AST103: "an image of a directory whose platform nobody says" {
        why: "Docker builds for the machine that it runs on, which need not be the one that tasks run on",
        fix: "say the `architecture` of the task, or the `platform` of the image",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    }
    AST104: "an image for a repository whose name is not known" {
        why: "images are pushed before the stack is deployed, so CloudFormation cannot say what it calls the repository",
        fix: "name the repository, as `EcrRepository::new().name(\"shop\")`",
    }
    AST105: "an image for a repository of the same stack" {
        why: "images are pushed before the stack is deployed, when the repository is not there yet",
        fix: "put the repository into another stack, which is deployed before",
    }
}
