//! One container of a task.

use stackwright_aws::ec2::Port;
use stackwright_aws::ecs::{
    Container, ContainerCondition, HealthCheck, PortMapping, SecretSource, Ulimit,
};
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::{Map, Node};

use super::{logging, size};
use crate::found::{Writing, integer, is_false, is_true, map_of, number, seconds};
use crate::said::{Draft, Said, draft, say, text, texts, variant};
use crate::why::Why;

/// A container; what it has no word for is written past the task.
pub fn container(task: &Writing<'_>, node: &Node) -> Result<Said<Container>, Why> {
    let own = node.as_map().ok_or(Why::NoWord("one of its containers"))?;
    let value =
        |name: &str| -> Option<Said<Value<Str>>> { Some(task.value(own.get(name)?, Place::Text)) };
    let name = value("Name").ok_or(Why::NoWord("a container without a name"))?;
    let image = own.get("Image");
    let image = image.ok_or(Why::NoWord("a container without an image"))?;
    let of_image: Said<Value<Str>> = task.value(image, Place::Text);
    let mut draft = match image.as_str() {
        Some(_) => draft!(ecs::Container::new(name, of_image)),
        None => {
            let image = draft!(ecs::ContainerImage::registry(of_image));
            let image = image.said();
            draft!(ecs::Container::new(name, image))
        }
    };
    for mapping in own.get("PortMappings").and_then(ports).unwrap_or_default() {
        draft = mapping.exposed(draft);
    }
    say!(draft.entry_point?(own.get("EntryPoint").and_then(literals)));
    say!(draft.command?(own.get("Command").and_then(literals)));
    for (name, value) in pairs(own.get("Environment"), "Value").unwrap_or_default() {
        let (name, value) = (text(name), task.value::<Str>(value, Place::Text));
        say!(draft.env(name, value));
    }
    for (name, from) in pairs(own.get("Secrets"), "ValueFrom").unwrap_or_default() {
        let (name, source) = (text(name), secret(task, from));
        say!(draft.secret(name, source));
    }
    match own.get("LogConfiguration") {
        Some(logs) => say!(draft.logs?(logging::driver(task, logs))),
        None => say!(draft.without_logs()),
    }
    say!(draft.health_check?(own.get("HealthCheck").and_then(health)));
    if own.get("Essential").is_some_and(is_false) {
        say!(draft.non_essential());
    }
    for (other, condition) in waits(own).unwrap_or_default() {
        say!(draft.after(other, condition));
    }
    let whole = |name: &str| own.get(name).and_then(integer);
    let duration = |name: &str| seconds(u64::try_from(whole(name)?).ok()?);
    say!(draft.start_timeout?(duration("StartTimeout")));
    say!(draft.stop_timeout?(duration("StopTimeout")));
    say!(draft.user?(value("User")));
    say!(draft.working_directory?(value("WorkingDirectory")));
    if own.get("ReadonlyRootFilesystem").is_some_and(is_true) {
        say!(draft.read_only_root());
    }
    say!(draft.cpu?(whole("Cpu").and_then(size::units)));
    say!(draft.memory?(whole("Memory").and_then(size::mib)));
    say!(draft.memory_reservation?(
        whole("MemoryReservation").and_then(size::mib)
    ));
    for (what, soft, hard) in limits(own).unwrap_or_default() {
        say!(draft.ulimit(what, soft, hard));
    }
    let linux = own.get("LinuxParameters");
    if linux.is_some_and(|own| own.get("InitProcessEnabled").is_some_and(is_true)) {
        say!(draft.init_process());
    }
    for (key, value) in own
        .get("DockerLabels")
        .and_then(Node::as_map)
        .into_iter()
        .flat_map(Map::iter)
    {
        let (key, value) = (text(key.as_str()), task.value::<Str>(value, Place::Text));
        say!(draft.docker_label(key, value));
    }
    Ok(draft.said())
}

/// Literal texts.
fn literals(list: &Node) -> Option<Said<Vec<String>>> {
    let all = list.as_list()?.iter();
    let all = all.map(|own| own.as_str().map(str::to_owned));
    Some(texts(all.collect::<Option<_>>()?))
}

/// A list of names, and what stands beside each.
fn pairs<'n>(list: Option<&'n Node>, beside: &str) -> Option<Vec<(&'n str, &'n Node)>> {
    let all = list?.as_list()?.iter().map(|own| {
        let own = map_of(own, &["Name", beside])?;
        Some((own.get("Name")?.as_str()?, own.get(beside)?))
    });
    all.collect()
}

/// Where a secret comes from. The execution role has the right to read it.
pub fn secret(task: &Writing<'_>, from: &Node) -> Said<SecretSource> {
    let from: Said<Value<Str>> = task.value(from, Place::Text);
    let rights = draft!(iam::Grant::default()).said();
    draft!(ecs::SecretSource::new(from, rights)).said()
}

/// A port that a container listens on, as it is said.
struct Mapping<'n> {
    port: u16,
    is_udp: bool,
    host: Option<u16>,
    name: Option<&'n str>,
    application: Option<&'n str>,
}

/// The ports of a container; nothing, if there are no words for one of them.
fn ports(list: &Node) -> Option<Vec<Mapping<'_>>> {
    let known = [
        "AppProtocol",
        "ContainerPort",
        "HostPort",
        "Name",
        "Protocol",
    ];
    let all = list.as_list()?.iter().map(|own| {
        let own = map_of(own, &known)?;
        let port = |name: &str| own.get(name).map(|own| u16::try_from(integer(own)?).ok());
        let word = |name: &str| own.get(name).map(Node::as_str);
        Some(Mapping {
            port: port("ContainerPort")??,
            is_udp: match word("Protocol") {
                None | Some(Some("tcp")) => false,
                Some(Some("udp")) => true,
                Some(_) => return None,
            },
            // Which one ECS finds is written past it.
            host: port("HostPort").flatten().filter(|port| *port != 0),
            name: word("Name").flatten(),
            application: word("AppProtocol").flatten(),
        })
    });
    all.collect()
}

impl Mapping<'_> {
    fn exposed(self, mut draft: Draft<Container>) -> Draft<Container> {
        if let (false, None, None) = (self.is_udp, self.host, self.name) {
            let port = number(self.port);
            say!(draft.port(port));
            return draft;
        }
        let port = self.port();
        match (self.name, self.host, self.application) {
            (Some(name), None, None | Some("http")) => {
                let name = text(name);
                say!(draft.named_port(name, port));
            }
            (None, None, None) => say!(draft.expose(port)),
            _ => {
                let mapping = self.mapping(port);
                say!(draft.expose(mapping));
            }
        }
        draft
    }

    fn port(&self) -> Said<Port> {
        let number = number(self.port);
        match (self.is_udp, self.application) {
            (true, _) => draft!(ec2::Port::udp(number)).said(),
            (false, Some("http")) => draft!(ec2::Port::http(number)).said(),
            _ => draft!(ec2::Port::tcp(number)).said(),
        }
    }

    fn mapping(&self, port: Said<Port>) -> Said<PortMapping> {
        let mut draft = draft!(ecs::PortMapping::new(port));
        say!(draft.named?(self.name.map(text)));
        say!(draft.host_port?(self.host.map(number)));
        match self.application {
            Some("http2") => say!(draft.http2()),
            Some("grpc") => say!(draft.grpc()),
            _ => {}
        }
        draft.said()
    }
}

fn health(node: &Node) -> Option<Said<HealthCheck>> {
    let command = node.get("Command")?.as_list()?;
    let mut draft = match command {
        [kind, line] if kind.as_str() == Some("CMD-SHELL") => {
            let line = text(line.as_str()?);
            draft!(ecs::HealthCheck::shell(line))
        }
        [kind, arguments @ ..] if kind.as_str() == Some("CMD") => {
            let arguments = arguments.iter().map(|own| own.as_str().map(str::to_owned));
            let arguments = texts(arguments.collect::<Option<_>>()?);
            draft!(ecs::HealthCheck::command(arguments))
        }
        _ => return None,
    };
    // What is not said otherwise is what ECS takes.
    let own = |name: &str, default: i64| {
        let count = integer(node.get(name)?)?;
        (count != default).then_some(count)
    };
    let time = |name: &str, default: i64| seconds(u64::try_from(own(name, default)?).ok()?);
    say!(draft.every?(time("Interval", 30)));
    say!(draft.timeout?(time("Timeout", 5)));
    let retries = own("Retries", 3).and_then(|count| u32::try_from(count).ok());
    say!(draft.retries?(retries.map(number)));
    say!(draft.start_period?(time("StartPeriod", -1)));
    Some(draft.said())
}

/// The containers that it is started after, and how far they have to be.
fn waits(own: &Map) -> Option<Vec<(Said<String>, Said<ContainerCondition>)>> {
    let all = own.get("DependsOn")?.as_list()?.iter().map(|own| {
        let condition = match own.get("Condition")?.as_str()? {
            "START" => ContainerCondition::Start,
            "COMPLETE" => ContainerCondition::Complete,
            "SUCCESS" => ContainerCondition::Success,
            "HEALTHY" => ContainerCondition::Healthy,
            _ => return None,
        };
        let name = text(own.get("ContainerName")?.as_str()?);
        Some((name, variant("ecs", "ContainerCondition", condition)))
    });
    all.collect()
}

type Limit = (Said<Ulimit>, Said<u32>, Said<u32>);

fn limits(own: &Map) -> Option<Vec<Limit>> {
    let all = own.get("Ulimits")?.as_list()?.iter().map(|own| {
        let what = match own.get("Name")?.as_str()? {
            "core" => Ulimit::Core,
            "memlock" => Ulimit::Memlock,
            "nofile" => Ulimit::Nofile,
            "nproc" => Ulimit::Nproc,
            "stack" => Ulimit::Stack,
            _ => return None,
        };
        let what = variant("ecs", "Ulimit", what);
        let bound = |name: &str| Some(number(u32::try_from(integer(own.get(name)?)?).ok()?));
        Some((what, bound("SoftLimit")?, bound("HardLimit")?))
    });
    all.collect()
}
