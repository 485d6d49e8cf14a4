//! What Amazon ECS does on behalf of a task before its containers run, with the execution role.

use super::{Container, Deployment, Launch, Property, Purpose, Registry, Subject, TaskDefinition};

/// Something that an execution role must be allowed.
pub struct Right<'d> {
    /// What for.
    pub purpose: Purpose,
    /// The actions, all of which it needs.
    pub actions: &'static [&'static str],
    /// What it does that with.
    pub subject: Subject<'d>,
    /// Whether a container instance has its own role for it.
    pub of_instance: bool,
    /// What of the task definition needs it.
    pub because: Property<'d>,
}

impl<'d> TaskDefinition<'d> {
    /// Whether it runs on Fargate: by what it says, or by what starts it there.
    pub fn is_fargate(&self) -> bool {
        let deployment = self.properties.deployment();
        let only = self.requires("FARGATE") == Some(true) && self.requires("EC2") == Some(false);
        only || deployment
            .starting_of(self)
            .any(|service| service.launch() == Launch::Fargate)
    }

    /// What the execution role must be allowed, as far as it is known.
    pub fn rights(&self) -> Vec<Right<'d>> {
        let mut rights = Vec::new();
        for container in &self.containers {
            container.image_rights(&mut rights);
            container.log_rights(&mut rights);
            container.secret_rights(&mut rights);
            container.file_rights(&mut rights);
        }
        rights
    }
}

impl<'d> Container<'d> {
    fn image_rights(&self, rights: &mut Vec<Right<'d>>) {
        let because = self.get("Image");
        let name = self.name().shown();
        if let Registry::Ecr(repository) = self.registry() {
            rights.push(Right {
                purpose: Purpose::image(name.clone()),
                actions: &["ecr:GetAuthorizationToken"],
                subject: Subject::Everything,
                of_instance: true,
                because,
            });
            rights.push(Right {
                purpose: Purpose::image(name.clone()),
                actions: &["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                subject: match (repository, self.repository_name()) {
                    (Some(repository), _) => Subject::Resource(repository),
                    (None, Some(name)) => Subject::Named("ecr", format!("repository/{name}")),
                    (None, None) => Subject::Unknown,
                },
                of_instance: true,
                because,
            });
        }
        let credentials = self.get("RepositoryCredentials/CredentialsParameter");
        if credentials.is_given() {
            rights.push(Right {
                purpose: Purpose::Login { container: name },
                actions: &["secretsmanager:GetSecretValue"],
                subject: subject(
                    &credentials,
                    "AWS::SecretsManager::Secret",
                    "secretsmanager",
                ),
                of_instance: false,
                because: credentials,
            });
        }
    }

    fn log_rights(&self, rights: &mut Vec<Right<'d>>) {
        let driver = self.get("LogConfiguration/LogDriver");
        if !driver.is("awslogs") {
            return;
        }
        let options = self.get("LogConfiguration/Options");
        let group = options.get("awslogs-group");
        let log_group = group.target_of(&["AWS::Logs::LogGroup"]);
        let subject = |below: &str| match (&log_group, group.text()) {
            (Some(log_group), _) => Subject::Resource(*log_group),
            (None, Some(name)) => Subject::Named("logs", format!("log-group:{name}{below}")),
            (None, None) => Subject::Unknown,
        };
        let container = self.name().shown();
        if options.get("awslogs-create-group").flag() == Some(true) {
            rights.push(Right {
                purpose: Purpose::LogGroup {
                    container: container.clone(),
                },
                actions: &["logs:CreateLogGroup"],
                subject: subject(":log-stream:"),
                of_instance: true,
                because: options.get("awslogs-create-group"),
            });
        }
        rights.push(Right {
            purpose: Purpose::Log { container },
            actions: &["logs:CreateLogStream", "logs:PutLogEvents"],
            subject: subject(":log-stream:x"),
            of_instance: true,
            because: driver,
        });
    }

    fn secret_rights(&self, rights: &mut Vec<Right<'d>>) {
        let own = self.get("Secrets").items().known;
        let of_log = self.get("LogConfiguration/SecretOptions").items().known;
        for secret in own.into_iter().chain(of_log) {
            let value = secret.get("ValueFrom");
            let Some(text) = value.symbolic() else {
                continue;
            };
            let deployment = value.deployment();
            let types: Vec<&str> = text
                .names()
                .filter_map(|name| Some(deployment.resource(name)?.resource_type()))
                .collect();
            let in_manager = text
                .literals()
                .any(|text| text.contains(":secretsmanager:"))
                || types.contains(&"AWS::SecretsManager::Secret");
            let in_store = types.contains(&"AWS::SSM::Parameter")
                || text.literals().any(|text| text.contains(":ssm:"))
                || (text.is_known() && !text.beginning().starts_with("arn:"));
            let (actions, subject): (&[&str], _) = match (in_manager, in_store) {
                (true, false) => (
                    &["secretsmanager:GetSecretValue"],
                    subject(&value, "AWS::SecretsManager::Secret", "secretsmanager"),
                ),
                (false, true) => (
                    &["ssm:GetParameters"],
                    subject(&value, "AWS::SSM::Parameter", "ssm"),
                ),
                _ => continue,
            };
            rights.push(Right {
                purpose: Purpose::Secret {
                    name: secret.get("Name").shown(),
                },
                actions,
                subject,
                of_instance: false,
                because: value,
            });
        }
    }

    fn file_rights(&self, rights: &mut Vec<Right<'d>>) {
        for file in self.get("EnvironmentFiles").items().known {
            let value = file.get("Value");
            rights.push(Right {
                purpose: Purpose::EnvironmentFile {
                    container: self.name().shown(),
                },
                actions: &["s3:GetObject"],
                subject: subject(&value, "AWS::S3::Bucket", "s3"),
                of_instance: false,
                because: value,
            });
        }
    }
}

/// What a value means: a resource that it names, or what stands in the template.
fn subject<'d>(value: &Property<'d>, type_name: &str, service: &'static str) -> Subject<'d> {
    let Some(text) = value.symbolic() else {
        return Subject::Unknown;
    };
    let deployment: &'d Deployment<'d> = value.deployment();
    let resource = text
        .names()
        .filter_map(|name| deployment.resource(name))
        .find(|resource| resource.resource_type() == type_name);
    if let Some(resource) = resource {
        return Subject::Resource(resource);
    }
    let Some(text) = text.known() else {
        return Subject::Unknown;
    };
    match text.splitn(6, ':').collect::<Vec<&str>>().as_slice() {
        ["arn", _, _, _, _, name] => Subject::Named(service, whole(service, name)),
        // A parameter of the same region is told by its name.
        _ if service == "ssm" => {
            let name = format!("parameter/{}", text.trim_start_matches('/'));
            Subject::Named("ssm", whole(service, &name))
        }
        _ => Subject::Unknown,
    }
}

/// What rights are to: the secret without the field and the version that are read of it, the
/// parameter without the version.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html>
fn whole(service: &str, name: &str) -> String {
    let parts = match service {
        "secretsmanager" => 2,
        "ssm" => 1,
        _ => return name.to_owned(),
    };
    let parts: Vec<&str> = name.split(':').take(parts).collect();
    parts.join(":")
}
