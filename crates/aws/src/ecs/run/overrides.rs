use stackwright_core::{Expr, IntoValue, List, Props, Str, Text, Value};

use crate::gathered;
use crate::units::Size;

/// What a container is started with instead of what its task says.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>
///
/// ```
/// use stackwright_aws::ecs::ContainerOverride;
///
/// let monthly = ContainerOverride::new("report")
///     .command(["report", "--month"])
///     .env("FORMAT", "pdf");
/// ```
#[derive(Clone, Debug)]
pub struct ContainerOverride {
    pub(super) name: Value<Str>,
    command: Option<Value<List<Str>>>,
    variables: Vec<(Text, Given)>,
    cpu: Option<u32>,
    memory: Option<Size>,
    reservation: Option<Size>,
}

#[derive(Clone, Debug)]
enum Given {
    Said(Value<Str>),
    /// Where it stands in what starts the task.
    At(Text),
}

impl ContainerOverride {
    /// Of the container of this name, with nothing said yet.
    pub fn new(name: impl IntoValue<Str>) -> Self {
        ContainerOverride {
            name: name.into_value(),
            command: None,
            variables: Vec::new(),
            cpu: None,
            memory: None,
            reservation: None,
        }
    }

    /// What it runs, or the arguments of its entry point.
    pub fn command<A: IntoValue<Str>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments = arguments
            .into_iter()
            .map(|one| one.into_value().into_expr());
        self.command = Some(Value::from_expr(Expr::List(gathered(arguments))));
        self
    }

    /// Sets an environment variable, of the task's own or another one. Secrets cannot be set: they are
    /// the task's.
    pub fn env(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let value = value.into_value();
        self.variables.push((name.into(), Given::Said(value)));
        self
    }

    /// Sets an environment variable to what stands at a path of the event, or of the input of the state
    /// machine, that starts the task: `.env_from("ORDER", "$.detail.order")`, a text. A schedule has
    /// neither (`EVT102`).
    pub fn env_from(mut self, name: impl Into<Text>, path: impl Into<Text>) -> Self {
        self.variables.push((name.into(), Given::At(path.into())));
        self
    }

    /// Its share of the task's CPU units.
    pub fn cpu(mut self, units: u32) -> Self {
        self.cpu = Some(units);
        self
    }

    /// The memory above which it is killed.
    pub fn memory(mut self, size: Size) -> Self {
        self.memory = Some(size);
        self
    }

    /// The memory that is kept for it.
    pub fn memory_reservation(mut self, size: Size) -> Self {
        self.reservation = Some(size);
        self
    }

    /// The paths that it takes something from.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Text> {
        self.variables.iter().filter_map(|(_, given)| match given {
            Given::At(path) => Some(path),
            Given::Said(_) => None,
        })
    }

    /// As ECS has it. `word` is how a key is written, as `name` or `Name`; `at` how that is which
    /// stands at a path: the key and the value.
    pub(super) fn written(
        self,
        word: fn(&'static str) -> Text,
        at: &dyn Fn(Text) -> (Text, Expr),
    ) -> Expr {
        let mut props = Props::new();
        props.set(word("name"), self.name.into_expr());
        if let Some(command) = self.command {
            props.set(word("command"), command.into_expr());
        }
        if !self.variables.is_empty() {
            let variables = self.variables.into_iter().map(|(name, given)| {
                let (key, value) = match given {
                    Given::Said(value) => (word("value"), value.into_expr()),
                    Given::At(path) => at(path),
                };
                Expr::object([(word("name"), Expr::Str(name)), (key, value)])
            });
            props.set(word("environment"), Expr::List(gathered(variables)));
        }
        let numbers = [
            ("cpu", self.cpu.map(i64::from)),
            ("memory", self.memory.map(Size::as_mib)),
            ("memoryReservation", self.reservation.map(Size::as_mib)),
        ];
        for (key, number) in numbers {
            if let Some(number) = number {
                props.set(word(key), Expr::Int(number));
            }
        }
        Expr::Map(props)
    }
}
