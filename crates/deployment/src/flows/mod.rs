//! Who must reach whom: every connection that the deployment needs to work, and whether its network
//! lets it through.
//!
//! | file | which connections |
//! |---|---|
//! | `verdict` | what keeps a connection from going through |
//! | `starting` | of tasks on Fargate: to images, logs and secrets, by endpoints or the internet |
//! | `files` | of tasks to their file systems |
//! | `data` | of tasks to databases and caches |
//! | `called` | of tasks to other services, by their names |
//! | `balancing` | of clients to listeners, of load balancers to tasks |
//! | `instances` | of load balancers to container instances, and of those to Amazon ECS |

mod balancing;
mod called;
mod data;
mod files;
mod instances;
mod starting;
mod verdict;

use crate::network::{Endpoint, Protocol};
use crate::{Deployment, Fleet, Property, Purpose, Service};

pub use verdict::{Barrier, Side, Verdict};

/// That something must reach something else.
pub struct Flow<'d> {
    /// Who opens the connection.
    pub from: End<'d>,
    /// Who is to be reached.
    pub to: End<'d>,
    /// Where.
    pub door: Door,
    /// What for.
    pub purpose: Purpose,
    /// What in the template asks for it.
    pub because: Property<'d>,
    /// What starts the tasks that it is for; nothing where it is not for tasks.
    pub tasks: Option<&'d Service<'d>>,
    /// Whether it gets through.
    pub verdict: Verdict<'d>,
}

/// One end of a flow.
#[derive(Clone, Copy)]
pub enum End<'d> {
    /// Whoever sends requests to a load balancer.
    Clients,
    /// A load balancer; nothing for one that this template does not have.
    Balancer(Option<Property<'d>>),
    /// The tasks of a service, or of a target that starts some, each with a network interface of
    /// its own.
    Tasks(&'d Service<'d>),
    /// Container instances.
    Instances(&'d Fleet<'d>),
    /// A VPC endpoint.
    Endpoint(&'d Endpoint<'d>),
    /// A mount target of a file system.
    Files(Property<'d>),
    /// A database or a cache.
    Data(Property<'d>),
    /// Services of AWS and registries of images, wherever they are reached.
    Outside,
}

/// Ports of a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Door {
    /// The protocol.
    pub protocol: Protocol,
    /// The first port.
    pub first: u32,
    /// The last one, which is the first where there is one only. Where there are several, one of them is
    /// chosen as tasks start.
    pub last: u32,
}

impl<'d> Deployment<'d> {
    /// Who must reach whom, in order: what starts tasks, what sends to them, listeners, container
    /// instances.
    ///
    /// Those are listed that the template is known to need, as far as it says who is at both ends.
    /// Each has a [`Verdict`]. Several flows of one question ([`Flow::asks_as`]) are alternatives: any of
    /// them will do.
    ///
    /// ```
    /// use stackwright_deployment::{Deployments, End, Model, Side};
    /// use stackwright_template::Template;
    ///
    /// let template = Template::from_yaml(
    ///     "Resources:
    ///   Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: {GroupDescription: web, VpcId: !Ref Vpc}
    ///   Balancer:
    ///     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    ///     Properties: {SecurityGroups: [!Ref Group]}
    ///   Listener:
    ///     Type: AWS::ElasticLoadBalancingV2::Listener
    ///     Properties: {LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: []}
    /// ",
    /// )?;
    /// let model = Model::new(&template, &[]);
    /// let deployments = Deployments::of(&model);
    /// let [deployment] = deployments.settled() else { panic!("there are no conditions") };
    /// let [flow] = deployment.flows() else { panic!("there is one listener") };
    /// assert!(matches!(flow.from, End::Clients));
    /// assert_eq!((flow.to.id(), flow.door.first), (Some("Balancer"), 80));
    /// // The group lets nobody in.
    /// assert!(flow.shut_by_groups(Side::To).is_some());
    /// # Ok::<(), stackwright_template::ReadError>(())
    /// ```
    pub fn flows(&'d self) -> &'d [Flow<'d>] {
        self.flows.get_or_init(&self.met, || {
            let mut flows = Vec::new();
            let has_data = data::is_there(self);
            let names = called::names(self);
            for service in self.starting().filter(|service| service.pulls_itself()) {
                starting::add(service, &mut flows);
                files::add(service, &mut flows);
                if has_data {
                    data::add(service, &mut flows);
                }
                if !names.is_empty() {
                    called::add(service, &names, &mut flows);
                }
            }
            for service in self.running() {
                balancing::add(service, &mut flows);
                instances::add(service, &mut flows);
            }
            balancing::add_listeners(self, &mut flows);
            instances::add_fleets(self, &mut flows);
            flows
        })
    }
}

impl<'d> Deployment<'d> {
    /// The flows that certainly do not get through, and that nothing else does in their place.
    pub fn shut_flows(&'d self) -> impl Iterator<Item = &'d Flow<'d>> {
        let questions = self.flows().chunk_by(Flow::asks_as);
        questions
            .filter(|flows| flows.iter().all(Flow::is_shut))
            .flatten()
    }
}

impl<'d> Flow<'d> {
    /// Whether another one is an alternative to this: it would do in its place.
    pub fn asks_as(&self, other: &Flow<'d>) -> bool {
        let tasks = |flow: &Flow<'d>| flow.tasks.map(|service| service.properties.id());
        let instances = |flow: &Flow<'d>| matches!(flow.to, End::Instances(_));
        instances(self)
            && instances(other)
            && tasks(self) == tasks(other)
            && self.purpose == other.purpose
            && self.because.is_at(&other.because)
    }
}

impl<'d> End<'d> {
    /// The logical id of what is at this end, where it stands in the template. Tasks have that of
    /// what starts them.
    pub fn id(&self) -> Option<&'d str> {
        match self {
            End::Clients | End::Outside | End::Balancer(None) => None,
            End::Balancer(Some(resource)) | End::Files(resource) | End::Data(resource) => {
                Some(resource.id())
            }
            End::Tasks(service) => Some(service.properties.id()),
            End::Instances(fleet) => Some(fleet.group.id()),
            End::Endpoint(endpoint) => Some(endpoint.properties.id()),
        }
    }
}

impl Door {
    /// One port of TCP.
    pub(crate) const fn tcp(port: u32) -> Self {
        Door::one(Protocol::Tcp, port)
    }

    /// One port.
    pub(crate) const fn one(protocol: Protocol, port: u32) -> Self {
        Door {
            protocol,
            first: port,
            last: port,
        }
    }

    /// Whether it is one port.
    pub fn is_one(&self) -> bool {
        self.first == self.last
    }

    /// The door at a port that a property tells; nothing where it tells none.
    pub(crate) fn at(protocol: Protocol, port: f64) -> Option<Self> {
        // What is no port at all is told of elsewhere.
        let is_port = port.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&port);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is a whole number within the range"
        )]
        is_port.then_some(Door::one(protocol, port as u32))
    }
}
