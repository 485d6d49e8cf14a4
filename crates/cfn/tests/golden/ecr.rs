use crate::support as c;
/// A resource of type `AWS::ECR::PublicRepository`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-publicrepository.html>
pub struct PublicRepository(c::Props);
impl Clone for PublicRepository {
    #[inline]
    fn clone(&self) -> Self {
        PublicRepository(self.0.clone())
    }
}
impl c::Debug for PublicRepository {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("PublicRepository", &self.0, f)
    }
}
impl PublicRepository {
    /// Nothing is set, and nothing is required.
    #[inline]
    pub fn new() -> Self {
        PublicRepository(c::Props::new())
    }
    /// Sets `RepositoryCatalogData`.
    #[inline]
    pub fn repository_catalog_data(self, value: impl c::IntoValue<public_repository::RepositoryCatalogData>) -> Self {
        PublicRepository(c::put(self.0, "RepositoryCatalogData", value.into_value().into_expr()))
    }
    /// Sets `RepositoryName`. Takes 2 to 256 characters. A change replaces the resource.
    #[inline]
    pub fn repository_name(self, value: impl c::IntoValue<c::Str>) -> Self {
        PublicRepository(c::put(self.0, "RepositoryName", value.into_value().into_expr()))
    }
    /// Sets `RepositoryPolicyText`.
    #[inline]
    pub fn repository_policy_text(self, value: impl c::IntoValue<c::Json>) -> Self {
        PublicRepository(c::put(self.0, "RepositoryPolicyText", value.into_value().into_expr()))
    }
    /// Sets `Tags`. Takes at most 50 items.
    #[inline]
    pub fn tags(self, value: impl c::IntoValue<c::List<public_repository::Tag>>) -> Self {
        PublicRepository(c::put(self.0, "Tags", value.into_value().into_expr()))
    }
}
impl c::Resource for PublicRepository {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::PublicRepository"),
        tags: Some(c::TagProperty { name: "Tags", shape: c::TagShape::List }),
        list_attributes: &[],
        replacing: &["RepositoryName"],
    };
    type Handle = PublicRepositoryHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        PublicRepository(props)
    }
}
/// Names a resource of type `AWS::ECR::PublicRepository`.
#[derive(Clone, Copy, Debug)]
pub struct PublicRepositoryHandle(c::NodeId);
impl c::Handle for PublicRepositoryHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for PublicRepositoryHandle {
    type Resource = PublicRepository;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        PublicRepositoryHandle(node)
    }
}
impl PublicRepositoryHandle {
    /// `Ref`: the same as `RepositoryName`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::PublicRepositoryRepositoryName> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `Arn`.
    #[inline]
    pub fn arn(self) -> c::Value<crate::kind::ecr::PublicRepositoryArn> {
        c::Value::attribute(self.0, "Arn")
    }
}
/// The parts of `AWS::ECR::PublicRepository`.
pub mod public_repository {
    use crate::support as c;
    /// `RepositoryCatalogData` of `AWS::ECR::PublicRepository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-publicrepository-repositorycatalogdata.html>
    pub struct RepositoryCatalogData(c::Props);
    impl Clone for RepositoryCatalogData {
        #[inline]
        fn clone(&self) -> Self {
            RepositoryCatalogData(self.0.clone())
        }
    }
    impl c::Debug for RepositoryCatalogData {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("RepositoryCatalogData", &self.0, f)
        }
    }
    impl RepositoryCatalogData {
        /// Nothing is set, and nothing is required.
        #[inline]
        pub fn new() -> Self {
            RepositoryCatalogData(c::Props::new())
        }
        /// Sets `AboutText`. Takes at most 10240 characters.
        #[inline]
        pub fn about_text(self, value: impl c::IntoValue<c::Str>) -> Self {
            RepositoryCatalogData(c::put(self.0, "AboutText", value.into_value().into_expr()))
        }
        /// Sets `Architectures`. Takes at most 50 items.
        #[inline]
        pub fn architectures(self, value: impl c::IntoValue<c::List<c::Str>>) -> Self {
            RepositoryCatalogData(c::put(self.0, "Architectures", value.into_value().into_expr()))
        }
        /// Sets `OperatingSystems`. Takes at most 50 items.
        #[inline]
        pub fn operating_systems(self, value: impl c::IntoValue<c::List<c::Str>>) -> Self {
            RepositoryCatalogData(c::put(self.0, "OperatingSystems", value.into_value().into_expr()))
        }
        /// Sets `RepositoryDescription`. Takes at most 1024 characters.
        #[inline]
        pub fn repository_description(self, value: impl c::IntoValue<c::Str>) -> Self {
            RepositoryCatalogData(c::put(self.0, "RepositoryDescription", value.into_value().into_expr()))
        }
        /// Sets `UsageText`. Takes at most 10240 characters.
        #[inline]
        pub fn usage_text(self, value: impl c::IntoValue<c::Str>) -> Self {
            RepositoryCatalogData(c::put(self.0, "UsageText", value.into_value().into_expr()))
        }
    }
    impl c::IntoValue<RepositoryCatalogData> for RepositoryCatalogData {
        #[inline]
        fn into_value(self) -> c::Value<RepositoryCatalogData> {
            c::object(self.0)
        }
    }
    /// `Tag` of `AWS::ECR::PublicRepository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-publicrepository-tag.html>
    pub struct Tag<Key = c::Set, Value = c::Set>(c::Props, c::PhantomData<fn() -> (Key, Value,)>);
    impl<Key, Value> Clone for Tag<Key, Value> {
        #[inline]
        fn clone(&self) -> Self {
            Tag(self.0.clone(), c::PhantomData)
        }
    }
    impl<Key, Value> c::Debug for Tag<Key, Value> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("Tag", &self.0, f)
        }
    }
    impl Tag<c::Missing<super::need::Key>, c::Missing<super::need::Value>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            Tag(c::Props::new(), c::PhantomData)
        }
    }
    impl<Key, Value> Tag<Key, Value> {
        /// Sets `Key`, which is required. Takes 1 to 127 characters.
        #[inline]
        pub fn key(self, value: impl c::IntoValue<c::Str>) -> Tag<c::Set, Value> {
            Tag(c::put(self.0, "Key", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `Value`, which is required. Takes 1 to 255 characters.
        #[inline]
        pub fn value(self, value: impl c::IntoValue<c::Str>) -> Tag<Key, c::Set> {
            Tag(c::put(self.0, "Value", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<Tag> for Tag {
        #[inline]
        fn into_value(self) -> c::Value<Tag> {
            c::object(self.0)
        }
    }
}
/// A resource of type `AWS::ECR::PullThroughCacheRule`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-pullthroughcacherule.html>
pub struct PullThroughCacheRule(c::Props);
impl Clone for PullThroughCacheRule {
    #[inline]
    fn clone(&self) -> Self {
        PullThroughCacheRule(self.0.clone())
    }
}
impl c::Debug for PullThroughCacheRule {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("PullThroughCacheRule", &self.0, f)
    }
}
impl PullThroughCacheRule {
    /// Nothing is set, and nothing is required.
    #[inline]
    pub fn new() -> Self {
        PullThroughCacheRule(c::Props::new())
    }
    /// Sets `CredentialArn`. Takes 50 to 612 characters. A change replaces the resource.
    #[inline]
    pub fn credential_arn(self, value: impl c::IntoValue<crate::kind::secretsmanager::SecretId>) -> Self {
        PullThroughCacheRule(c::put(self.0, "CredentialArn", value.into_value().into_expr()))
    }
    /// Sets `CustomRoleArn`. Takes at most 2048 characters. A change replaces the resource.
    #[inline]
    pub fn custom_role_arn(self, value: impl c::IntoValue<crate::kind::iam::RoleArn>) -> Self {
        PullThroughCacheRule(c::put(self.0, "CustomRoleArn", value.into_value().into_expr()))
    }
    /// Sets `EcrRepositoryPrefix`. Takes 2 to 30 characters. A change replaces the resource.
    #[inline]
    pub fn ecr_repository_prefix(self, value: impl c::IntoValue<c::Str>) -> Self {
        PullThroughCacheRule(c::put(self.0, "EcrRepositoryPrefix", value.into_value().into_expr()))
    }
    /// Sets `UpstreamRegistry`. A change replaces the resource.
    #[inline]
    pub fn upstream_registry(self, value: impl c::IntoValue<pull_through_cache_rule::UpstreamRegistry>) -> Self {
        PullThroughCacheRule(c::put(self.0, "UpstreamRegistry", value.into_value().into_expr()))
    }
    /// Sets `UpstreamRegistryUrl`. A change replaces the resource.
    #[inline]
    pub fn upstream_registry_url(self, value: impl c::IntoValue<c::Str>) -> Self {
        PullThroughCacheRule(c::put(self.0, "UpstreamRegistryUrl", value.into_value().into_expr()))
    }
    /// Sets `UpstreamRepositoryPrefix`. Takes 2 to 30 characters. A change replaces the resource.
    #[inline]
    pub fn upstream_repository_prefix(self, value: impl c::IntoValue<c::Str>) -> Self {
        PullThroughCacheRule(c::put(self.0, "UpstreamRepositoryPrefix", value.into_value().into_expr()))
    }
}
impl c::Resource for PullThroughCacheRule {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::PullThroughCacheRule"),
        tags: None,
        list_attributes: &[],
        replacing: &["CredentialArn", "CustomRoleArn", "EcrRepositoryPrefix", "UpstreamRegistry", "UpstreamRegistryUrl", "UpstreamRepositoryPrefix"],
    };
    type Handle = PullThroughCacheRuleHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        PullThroughCacheRule(props)
    }
}
/// Names a resource of type `AWS::ECR::PullThroughCacheRule`.
#[derive(Clone, Copy, Debug)]
pub struct PullThroughCacheRuleHandle(c::NodeId);
impl c::Handle for PullThroughCacheRuleHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for PullThroughCacheRuleHandle {
    type Resource = PullThroughCacheRule;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        PullThroughCacheRuleHandle(node)
    }
}
impl PullThroughCacheRuleHandle {
    /// `Ref`: the same as `EcrRepositoryPrefix`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::PullThroughCacheRuleEcrRepositoryPrefix> {
        c::Value::reference(self.0)
    }
}
/// The parts of `AWS::ECR::PullThroughCacheRule`.
pub mod pull_through_cache_rule {
    use crate::support as c;
    /// One of 9 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum UpstreamRegistry {
        /// `azure-container-registry`
        AzureContainerRegistry,
        /// `chainguard`
        Chainguard,
        /// `docker-hub`
        DockerHub,
        /// `ecr`
        Ecr,
        /// `ecr-public`
        EcrPublic,
        /// `github-container-registry`
        GithubContainerRegistry,
        /// `gitlab-container-registry`
        GitlabContainerRegistry,
        /// `k8s`
        K8s,
        /// `quay`
        Quay,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<UpstreamRegistry> for UpstreamRegistry {
        #[inline]
        fn into_value(self) -> c::Value<UpstreamRegistry> {
            let text = match self {
                UpstreamRegistry::AzureContainerRegistry => c::Text::Borrowed("azure-container-registry"),
                UpstreamRegistry::Chainguard => c::Text::Borrowed("chainguard"),
                UpstreamRegistry::DockerHub => c::Text::Borrowed("docker-hub"),
                UpstreamRegistry::Ecr => c::Text::Borrowed("ecr"),
                UpstreamRegistry::EcrPublic => c::Text::Borrowed("ecr-public"),
                UpstreamRegistry::GithubContainerRegistry => c::Text::Borrowed("github-container-registry"),
                UpstreamRegistry::GitlabContainerRegistry => c::Text::Borrowed("gitlab-container-registry"),
                UpstreamRegistry::K8s => c::Text::Borrowed("k8s"),
                UpstreamRegistry::Quay => c::Text::Borrowed("quay"),
                UpstreamRegistry::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for UpstreamRegistry {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<UpstreamRegistry>::into_value(self).assume()
        }
    }
}
/// A resource of type `AWS::ECR::PullTimeUpdateExclusion`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-pulltimeupdateexclusion.html>
pub struct PullTimeUpdateExclusion<PrincipalArn = c::Set>(c::Props, c::PhantomData<fn() -> (PrincipalArn,)>);
impl<PrincipalArn> Clone for PullTimeUpdateExclusion<PrincipalArn> {
    #[inline]
    fn clone(&self) -> Self {
        PullTimeUpdateExclusion(self.0.clone(), c::PhantomData)
    }
}
impl<PrincipalArn> c::Debug for PullTimeUpdateExclusion<PrincipalArn> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("PullTimeUpdateExclusion", &self.0, f)
    }
}
impl PullTimeUpdateExclusion<c::Missing<need::PrincipalArn>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        PullTimeUpdateExclusion(c::Props::new(), c::PhantomData)
    }
}
impl<PrincipalArn> PullTimeUpdateExclusion<PrincipalArn> {
    /// Sets `PrincipalArn`, which is required. Takes at most 200 characters. A change replaces the resource.
    #[inline]
    pub fn principal_arn(self, value: impl c::IntoValue<c::Str>) -> PullTimeUpdateExclusion<c::Set> {
        PullTimeUpdateExclusion(c::put(self.0, "PrincipalArn", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for PullTimeUpdateExclusion {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::PullTimeUpdateExclusion"),
        tags: None,
        list_attributes: &[],
        replacing: &["PrincipalArn"],
    };
    type Handle = PullTimeUpdateExclusionHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        PullTimeUpdateExclusion(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::PullTimeUpdateExclusion`.
#[derive(Clone, Copy, Debug)]
pub struct PullTimeUpdateExclusionHandle(c::NodeId);
impl c::Handle for PullTimeUpdateExclusionHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for PullTimeUpdateExclusionHandle {
    type Resource = PullTimeUpdateExclusion;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        PullTimeUpdateExclusionHandle(node)
    }
}
impl PullTimeUpdateExclusionHandle {
    /// `Ref`: the same as `PrincipalArn`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::PullTimeUpdateExclusionPrincipalArn> {
        c::Value::reference(self.0)
    }
}
/// A resource of type `AWS::ECR::RegistryPolicy`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-registrypolicy.html>
pub struct RegistryPolicy<PolicyText = c::Set>(c::Props, c::PhantomData<fn() -> (PolicyText,)>);
impl<PolicyText> Clone for RegistryPolicy<PolicyText> {
    #[inline]
    fn clone(&self) -> Self {
        RegistryPolicy(self.0.clone(), c::PhantomData)
    }
}
impl<PolicyText> c::Debug for RegistryPolicy<PolicyText> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("RegistryPolicy", &self.0, f)
    }
}
impl RegistryPolicy<c::Missing<need::PolicyText>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        RegistryPolicy(c::Props::new(), c::PhantomData)
    }
}
impl<PolicyText> RegistryPolicy<PolicyText> {
    /// Sets `PolicyText`, which is required. Takes at most 10240 characters.
    #[inline]
    pub fn policy_text(self, value: impl c::IntoValue<c::Json>) -> RegistryPolicy<c::Set> {
        RegistryPolicy(c::put(self.0, "PolicyText", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for RegistryPolicy {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::RegistryPolicy"),
        tags: None,
        list_attributes: &[],
        replacing: &[],
    };
    type Handle = RegistryPolicyHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        RegistryPolicy(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::RegistryPolicy`.
#[derive(Clone, Copy, Debug)]
pub struct RegistryPolicyHandle(c::NodeId);
impl c::Handle for RegistryPolicyHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for RegistryPolicyHandle {
    type Resource = RegistryPolicy;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        RegistryPolicyHandle(node)
    }
}
impl RegistryPolicyHandle {
    /// `Ref`: the same as `RegistryId`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::RegistryPolicyRegistryId> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `RegistryId`.
    #[inline]
    pub fn registry_id(self) -> c::Value<crate::kind::ecr::RegistryPolicyRegistryId> {
        c::Value::attribute(self.0, "RegistryId")
    }
}
/// A resource of type `AWS::ECR::RegistryScanningConfiguration`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-registryscanningconfiguration.html>
pub struct RegistryScanningConfiguration<Rules = c::Set, ScanType = c::Set>(c::Props, c::PhantomData<fn() -> (Rules, ScanType,)>);
impl<Rules, ScanType> Clone for RegistryScanningConfiguration<Rules, ScanType> {
    #[inline]
    fn clone(&self) -> Self {
        RegistryScanningConfiguration(self.0.clone(), c::PhantomData)
    }
}
impl<Rules, ScanType> c::Debug for RegistryScanningConfiguration<Rules, ScanType> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("RegistryScanningConfiguration", &self.0, f)
    }
}
impl RegistryScanningConfiguration<c::Missing<need::Rules>, c::Missing<need::ScanType>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        RegistryScanningConfiguration(c::Props::new(), c::PhantomData)
    }
}
impl<Rules, ScanType> RegistryScanningConfiguration<Rules, ScanType> {
    /// Sets `Rules`, which is required. Takes at most 2 items.
    #[inline]
    pub fn rules(self, value: impl c::IntoValue<c::List<registry_scanning_configuration::ScanningRule>>) -> RegistryScanningConfiguration<c::Set, ScanType> {
        RegistryScanningConfiguration(c::put(self.0, "Rules", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `ScanType`, which is required.
    #[inline]
    pub fn scan_type(self, value: impl c::IntoValue<registry_scanning_configuration::ScanType>) -> RegistryScanningConfiguration<Rules, c::Set> {
        RegistryScanningConfiguration(c::put(self.0, "ScanType", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for RegistryScanningConfiguration {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::RegistryScanningConfiguration"),
        tags: None,
        list_attributes: &[],
        replacing: &[],
    };
    type Handle = RegistryScanningConfigurationHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        RegistryScanningConfiguration(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::RegistryScanningConfiguration`.
#[derive(Clone, Copy, Debug)]
pub struct RegistryScanningConfigurationHandle(c::NodeId);
impl c::Handle for RegistryScanningConfigurationHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for RegistryScanningConfigurationHandle {
    type Resource = RegistryScanningConfiguration;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        RegistryScanningConfigurationHandle(node)
    }
}
impl RegistryScanningConfigurationHandle {
    /// `Ref`: the same as `RegistryId`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::RegistryScanningConfigurationRegistryId> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `RegistryId`.
    #[inline]
    pub fn registry_id(self) -> c::Value<crate::kind::ecr::RegistryScanningConfigurationRegistryId> {
        c::Value::attribute(self.0, "RegistryId")
    }
}
/// The parts of `AWS::ECR::RegistryScanningConfiguration`.
pub mod registry_scanning_configuration {
    use crate::support as c;
    /// `RepositoryFilter` of `AWS::ECR::RegistryScanningConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-registryscanningconfiguration-repositoryfilter.html>
    pub struct RepositoryFilter<Filter = c::Set, FilterType = c::Set>(c::Props, c::PhantomData<fn() -> (Filter, FilterType,)>);
    impl<Filter, FilterType> Clone for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn clone(&self) -> Self {
            RepositoryFilter(self.0.clone(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> c::Debug for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("RepositoryFilter", &self.0, f)
        }
    }
    impl RepositoryFilter<c::Missing<super::need::Filter>, c::Missing<super::need::FilterType>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            RepositoryFilter(c::Props::new(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> RepositoryFilter<Filter, FilterType> {
        /// Sets `Filter`, which is required. Takes 1 to 255 characters.
        #[inline]
        pub fn filter(self, value: impl c::IntoValue<c::Str>) -> RepositoryFilter<c::Set, FilterType> {
            RepositoryFilter(c::put(self.0, "Filter", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `FilterType`, which is required.
        #[inline]
        pub fn filter_type(self, value: impl c::IntoValue<super::registry_scanning_configuration::FilterType>) -> RepositoryFilter<Filter, c::Set> {
            RepositoryFilter(c::put(self.0, "FilterType", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<RepositoryFilter> for RepositoryFilter {
        #[inline]
        fn into_value(self) -> c::Value<RepositoryFilter> {
            c::object(self.0)
        }
    }
    /// `ScanningRule` of `AWS::ECR::RegistryScanningConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-registryscanningconfiguration-scanningrule.html>
    pub struct ScanningRule<RepositoryFilters = c::Set, ScanFrequency = c::Set>(c::Props, c::PhantomData<fn() -> (RepositoryFilters, ScanFrequency,)>);
    impl<RepositoryFilters, ScanFrequency> Clone for ScanningRule<RepositoryFilters, ScanFrequency> {
        #[inline]
        fn clone(&self) -> Self {
            ScanningRule(self.0.clone(), c::PhantomData)
        }
    }
    impl<RepositoryFilters, ScanFrequency> c::Debug for ScanningRule<RepositoryFilters, ScanFrequency> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ScanningRule", &self.0, f)
        }
    }
    impl ScanningRule<c::Missing<super::need::RepositoryFilters>, c::Missing<super::need::ScanFrequency>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ScanningRule(c::Props::new(), c::PhantomData)
        }
    }
    impl<RepositoryFilters, ScanFrequency> ScanningRule<RepositoryFilters, ScanFrequency> {
        /// Sets `RepositoryFilters`, which is required. Takes at most 100 items.
        #[inline]
        pub fn repository_filters(self, value: impl c::IntoValue<c::List<super::registry_scanning_configuration::RepositoryFilter>>) -> ScanningRule<c::Set, ScanFrequency> {
            ScanningRule(c::put(self.0, "RepositoryFilters", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `ScanFrequency`, which is required.
        #[inline]
        pub fn scan_frequency(self, value: impl c::IntoValue<super::registry_scanning_configuration::ScanFrequency>) -> ScanningRule<RepositoryFilters, c::Set> {
            ScanningRule(c::put(self.0, "ScanFrequency", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ScanningRule> for ScanningRule {
        #[inline]
        fn into_value(self) -> c::Value<ScanningRule> {
            c::object(self.0)
        }
    }
    /// Always `WILDCARD`, as far as is known.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum FilterType {
        /// `WILDCARD`
        Wildcard,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<FilterType> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<FilterType> {
            let text = match self {
                FilterType::Wildcard => c::Text::Borrowed("WILDCARD"),
                FilterType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<FilterType>::into_value(self).assume()
        }
    }
    /// One of 2 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ScanFrequency {
        /// `CONTINUOUS_SCAN`
        ContinuousScan,
        /// `SCAN_ON_PUSH`
        ScanOnPush,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ScanFrequency> for ScanFrequency {
        #[inline]
        fn into_value(self) -> c::Value<ScanFrequency> {
            let text = match self {
                ScanFrequency::ContinuousScan => c::Text::Borrowed("CONTINUOUS_SCAN"),
                ScanFrequency::ScanOnPush => c::Text::Borrowed("SCAN_ON_PUSH"),
                ScanFrequency::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ScanFrequency {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ScanFrequency>::into_value(self).assume()
        }
    }
    /// One of 2 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ScanType {
        /// `BASIC`
        Basic,
        /// `ENHANCED`
        Enhanced,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ScanType> for ScanType {
        #[inline]
        fn into_value(self) -> c::Value<ScanType> {
            let text = match self {
                ScanType::Basic => c::Text::Borrowed("BASIC"),
                ScanType::Enhanced => c::Text::Borrowed("ENHANCED"),
                ScanType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ScanType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ScanType>::into_value(self).assume()
        }
    }
}
/// A resource of type `AWS::ECR::ReplicationConfiguration`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-replicationconfiguration.html>
pub struct ReplicationConfiguration<ReplicationConfiguration_ = c::Set>(c::Props, c::PhantomData<fn() -> (ReplicationConfiguration_,)>);
impl<ReplicationConfiguration_> Clone for ReplicationConfiguration<ReplicationConfiguration_> {
    #[inline]
    fn clone(&self) -> Self {
        ReplicationConfiguration(self.0.clone(), c::PhantomData)
    }
}
impl<ReplicationConfiguration_> c::Debug for ReplicationConfiguration<ReplicationConfiguration_> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("ReplicationConfiguration", &self.0, f)
    }
}
impl ReplicationConfiguration<c::Missing<need::ReplicationConfiguration>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        ReplicationConfiguration(c::Props::new(), c::PhantomData)
    }
}
impl<ReplicationConfiguration_> ReplicationConfiguration<ReplicationConfiguration_> {
    /// Sets `ReplicationConfiguration`, which is required.
    #[inline]
    pub fn replication_configuration(self, value: impl c::IntoValue<replication_configuration::ReplicationConfiguration>) -> ReplicationConfiguration<c::Set> {
        ReplicationConfiguration(c::put(self.0, "ReplicationConfiguration", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for ReplicationConfiguration {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::ReplicationConfiguration"),
        tags: None,
        list_attributes: &[],
        replacing: &[],
    };
    type Handle = ReplicationConfigurationHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        ReplicationConfiguration(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::ReplicationConfiguration`.
#[derive(Clone, Copy, Debug)]
pub struct ReplicationConfigurationHandle(c::NodeId);
impl c::Handle for ReplicationConfigurationHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for ReplicationConfigurationHandle {
    type Resource = ReplicationConfiguration;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        ReplicationConfigurationHandle(node)
    }
}
impl ReplicationConfigurationHandle {
    /// `Ref`: the same as `RegistryId`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::ReplicationConfigurationRegistryId> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `RegistryId`.
    #[inline]
    pub fn registry_id(self) -> c::Value<crate::kind::ecr::ReplicationConfigurationRegistryId> {
        c::Value::attribute(self.0, "RegistryId")
    }
}
/// The parts of `AWS::ECR::ReplicationConfiguration`.
pub mod replication_configuration {
    use crate::support as c;
    /// `ReplicationConfiguration` of `AWS::ECR::ReplicationConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-replicationconfiguration-replicationconfiguration.html>
    pub struct ReplicationConfiguration<Rules = c::Set>(c::Props, c::PhantomData<fn() -> (Rules,)>);
    impl<Rules> Clone for ReplicationConfiguration<Rules> {
        #[inline]
        fn clone(&self) -> Self {
            ReplicationConfiguration(self.0.clone(), c::PhantomData)
        }
    }
    impl<Rules> c::Debug for ReplicationConfiguration<Rules> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ReplicationConfiguration", &self.0, f)
        }
    }
    impl ReplicationConfiguration<c::Missing<super::need::Rules>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ReplicationConfiguration(c::Props::new(), c::PhantomData)
        }
    }
    impl<Rules> ReplicationConfiguration<Rules> {
        /// Sets `Rules`, which is required. Takes at most 25 items.
        #[inline]
        pub fn rules(self, value: impl c::IntoValue<c::List<super::replication_configuration::ReplicationRule>>) -> ReplicationConfiguration<c::Set> {
            ReplicationConfiguration(c::put(self.0, "Rules", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ReplicationConfiguration> for ReplicationConfiguration {
        #[inline]
        fn into_value(self) -> c::Value<ReplicationConfiguration> {
            c::object(self.0)
        }
    }
    /// `ReplicationDestination` of `AWS::ECR::ReplicationConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-replicationconfiguration-replicationdestination.html>
    pub struct ReplicationDestination<Region = c::Set, RegistryId = c::Set>(c::Props, c::PhantomData<fn() -> (Region, RegistryId,)>);
    impl<Region, RegistryId> Clone for ReplicationDestination<Region, RegistryId> {
        #[inline]
        fn clone(&self) -> Self {
            ReplicationDestination(self.0.clone(), c::PhantomData)
        }
    }
    impl<Region, RegistryId> c::Debug for ReplicationDestination<Region, RegistryId> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ReplicationDestination", &self.0, f)
        }
    }
    impl ReplicationDestination<c::Missing<super::need::Region>, c::Missing<super::need::RegistryId>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ReplicationDestination(c::Props::new(), c::PhantomData)
        }
    }
    impl<Region, RegistryId> ReplicationDestination<Region, RegistryId> {
        /// Sets `Region`, which is required.
        #[inline]
        pub fn region(self, value: impl c::IntoValue<c::Str>) -> ReplicationDestination<c::Set, RegistryId> {
            ReplicationDestination(c::put(self.0, "Region", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `RegistryId`, which is required.
        #[inline]
        pub fn registry_id(self, value: impl c::IntoValue<c::Str>) -> ReplicationDestination<Region, c::Set> {
            ReplicationDestination(c::put(self.0, "RegistryId", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ReplicationDestination> for ReplicationDestination {
        #[inline]
        fn into_value(self) -> c::Value<ReplicationDestination> {
            c::object(self.0)
        }
    }
    /// `ReplicationRule` of `AWS::ECR::ReplicationConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-replicationconfiguration-replicationrule.html>
    pub struct ReplicationRule<Destinations = c::Set>(c::Props, c::PhantomData<fn() -> (Destinations,)>);
    impl<Destinations> Clone for ReplicationRule<Destinations> {
        #[inline]
        fn clone(&self) -> Self {
            ReplicationRule(self.0.clone(), c::PhantomData)
        }
    }
    impl<Destinations> c::Debug for ReplicationRule<Destinations> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ReplicationRule", &self.0, f)
        }
    }
    impl ReplicationRule<c::Missing<super::need::Destinations>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ReplicationRule(c::Props::new(), c::PhantomData)
        }
    }
    impl<Destinations> ReplicationRule<Destinations> {
        /// Sets `Destinations`, which is required. Takes 1 to 100 items.
        #[inline]
        pub fn destinations(self, value: impl c::IntoValue<c::List<super::replication_configuration::ReplicationDestination>>) -> ReplicationRule<c::Set> {
            ReplicationRule(c::put(self.0, "Destinations", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `RepositoryFilters`. Takes at most 100 items.
        #[inline]
        pub fn repository_filters(self, value: impl c::IntoValue<c::List<super::replication_configuration::RepositoryFilter>>) -> Self {
            ReplicationRule(c::put(self.0, "RepositoryFilters", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ReplicationRule> for ReplicationRule {
        #[inline]
        fn into_value(self) -> c::Value<ReplicationRule> {
            c::object(self.0)
        }
    }
    /// `RepositoryFilter` of `AWS::ECR::ReplicationConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-replicationconfiguration-repositoryfilter.html>
    pub struct RepositoryFilter<Filter = c::Set, FilterType = c::Set>(c::Props, c::PhantomData<fn() -> (Filter, FilterType,)>);
    impl<Filter, FilterType> Clone for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn clone(&self) -> Self {
            RepositoryFilter(self.0.clone(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> c::Debug for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("RepositoryFilter", &self.0, f)
        }
    }
    impl RepositoryFilter<c::Missing<super::need::Filter>, c::Missing<super::need::FilterType>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            RepositoryFilter(c::Props::new(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> RepositoryFilter<Filter, FilterType> {
        /// Sets `Filter`, which is required. Takes 2 to 256 characters.
        #[inline]
        pub fn filter(self, value: impl c::IntoValue<crate::kind::ecr::RepositoryName>) -> RepositoryFilter<c::Set, FilterType> {
            RepositoryFilter(c::put(self.0, "Filter", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `FilterType`, which is required.
        #[inline]
        pub fn filter_type(self, value: impl c::IntoValue<super::replication_configuration::FilterType>) -> RepositoryFilter<Filter, c::Set> {
            RepositoryFilter(c::put(self.0, "FilterType", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<RepositoryFilter> for RepositoryFilter {
        #[inline]
        fn into_value(self) -> c::Value<RepositoryFilter> {
            c::object(self.0)
        }
    }
    /// Always `PREFIX_MATCH`, as far as is known.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum FilterType {
        /// `PREFIX_MATCH`
        PrefixMatch,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<FilterType> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<FilterType> {
            let text = match self {
                FilterType::PrefixMatch => c::Text::Borrowed("PREFIX_MATCH"),
                FilterType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<FilterType>::into_value(self).assume()
        }
    }
}
/// A resource of type `AWS::ECR::Repository`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html>
pub struct Repository(c::Props);
impl Clone for Repository {
    #[inline]
    fn clone(&self) -> Self {
        Repository(self.0.clone())
    }
}
impl c::Debug for Repository {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("Repository", &self.0, f)
    }
}
impl Repository {
    /// Nothing is set, and nothing is required.
    #[inline]
    pub fn new() -> Self {
        Repository(c::Props::new())
    }
    /// Sets `EmptyOnDelete`.
    #[inline]
    pub fn empty_on_delete(self, value: impl c::IntoValue<c::Bool>) -> Self {
        Repository(c::put(self.0, "EmptyOnDelete", value.into_value().into_expr()))
    }
    /// Sets `EncryptionConfiguration`. A change replaces the resource.
    #[inline]
    pub fn encryption_configuration(self, value: impl c::IntoValue<repository::EncryptionConfiguration>) -> Self {
        Repository(c::put(self.0, "EncryptionConfiguration", value.into_value().into_expr()))
    }
    /// Sets `ImageScanningConfiguration`.
    #[inline]
    pub fn image_scanning_configuration(self, value: impl c::IntoValue<repository::ImageScanningConfiguration>) -> Self {
        Repository(c::put(self.0, "ImageScanningConfiguration", value.into_value().into_expr()))
    }
    /// Sets `ImageTagMutability`.
    #[inline]
    pub fn image_tag_mutability(self, value: impl c::IntoValue<repository::ImageTagMutability>) -> Self {
        Repository(c::put(self.0, "ImageTagMutability", value.into_value().into_expr()))
    }
    /// Sets `ImageTagMutabilityExclusionFilters`. Takes 1 to 5 items.
    #[inline]
    pub fn image_tag_mutability_exclusion_filters(self, value: impl c::IntoValue<c::List<repository::ImageTagMutabilityExclusionFilter>>) -> Self {
        Repository(c::put(self.0, "ImageTagMutabilityExclusionFilters", value.into_value().into_expr()))
    }
    /// Sets `LifecyclePolicy`.
    #[inline]
    pub fn lifecycle_policy(self, value: impl c::IntoValue<repository::LifecyclePolicy>) -> Self {
        Repository(c::put(self.0, "LifecyclePolicy", value.into_value().into_expr()))
    }
    /// Sets `RepositoryName`. Takes 2 to 256 characters. A change replaces the resource.
    #[inline]
    pub fn repository_name(self, value: impl c::IntoValue<c::Str>) -> Self {
        Repository(c::put(self.0, "RepositoryName", value.into_value().into_expr()))
    }
    /// Sets `RepositoryPolicyText`.
    #[inline]
    pub fn repository_policy_text(self, value: impl c::IntoValue<c::Json>) -> Self {
        Repository(c::put(self.0, "RepositoryPolicyText", value.into_value().into_expr()))
    }
    /// Sets `Tags`. Takes at most 50 items.
    #[inline]
    pub fn tags(self, value: impl c::IntoValue<c::List<repository::Tag>>) -> Self {
        Repository(c::put(self.0, "Tags", value.into_value().into_expr()))
    }
}
impl c::Resource for Repository {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::Repository"),
        tags: Some(c::TagProperty { name: "Tags", shape: c::TagShape::List }),
        list_attributes: &[],
        replacing: &["EncryptionConfiguration", "RepositoryName"],
    };
    type Handle = RepositoryHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        Repository(props)
    }
}
/// Names a resource of type `AWS::ECR::Repository`.
#[derive(Clone, Copy, Debug)]
pub struct RepositoryHandle(c::NodeId);
impl c::Handle for RepositoryHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for RepositoryHandle {
    type Resource = Repository;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        RepositoryHandle(node)
    }
}
impl RepositoryHandle {
    /// `Ref`: the same as `RepositoryName`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::RepositoryName> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `Arn`.
    #[inline]
    pub fn arn(self) -> c::Value<crate::kind::ecr::RepositoryArn> {
        c::Value::attribute(self.0, "Arn")
    }
    /// `Fn::GetAtt` of `RepositoryUri`.
    #[inline]
    pub fn repository_uri(self) -> c::Value<crate::kind::ecr::RepositoryUri> {
        c::Value::attribute(self.0, "RepositoryUri")
    }
}
/// The parts of `AWS::ECR::Repository`.
pub mod repository {
    use crate::support as c;
    /// `EncryptionConfiguration` of `AWS::ECR::Repository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repository-encryptionconfiguration.html>
    pub struct EncryptionConfiguration<EncryptionType = c::Set>(c::Props, c::PhantomData<fn() -> (EncryptionType,)>);
    impl<EncryptionType> Clone for EncryptionConfiguration<EncryptionType> {
        #[inline]
        fn clone(&self) -> Self {
            EncryptionConfiguration(self.0.clone(), c::PhantomData)
        }
    }
    impl<EncryptionType> c::Debug for EncryptionConfiguration<EncryptionType> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("EncryptionConfiguration", &self.0, f)
        }
    }
    impl EncryptionConfiguration<c::Missing<super::need::EncryptionType>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            EncryptionConfiguration(c::Props::new(), c::PhantomData)
        }
    }
    impl<EncryptionType> EncryptionConfiguration<EncryptionType> {
        /// Sets `EncryptionType`, which is required. A change replaces the resource.
        #[inline]
        pub fn encryption_type(self, value: impl c::IntoValue<super::repository::EncryptionType>) -> EncryptionConfiguration<c::Set> {
            EncryptionConfiguration(c::put(self.0, "EncryptionType", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `KmsKey`. Takes 1 to 2048 characters. A change replaces the resource.
        #[inline]
        pub fn kms_key(self, value: impl c::IntoValue<crate::kind::ecr::KeyArnOrReplicaKeyArn>) -> Self {
            EncryptionConfiguration(c::put(self.0, "KmsKey", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<EncryptionConfiguration> for EncryptionConfiguration {
        #[inline]
        fn into_value(self) -> c::Value<EncryptionConfiguration> {
            c::object(self.0)
        }
    }
    /// `ImageScanningConfiguration` of `AWS::ECR::Repository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repository-imagescanningconfiguration.html>
    pub struct ImageScanningConfiguration(c::Props);
    impl Clone for ImageScanningConfiguration {
        #[inline]
        fn clone(&self) -> Self {
            ImageScanningConfiguration(self.0.clone())
        }
    }
    impl c::Debug for ImageScanningConfiguration {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ImageScanningConfiguration", &self.0, f)
        }
    }
    impl ImageScanningConfiguration {
        /// Nothing is set, and nothing is required.
        #[inline]
        pub fn new() -> Self {
            ImageScanningConfiguration(c::Props::new())
        }
        /// Sets `ScanOnPush`.
        #[inline]
        pub fn scan_on_push(self, value: impl c::IntoValue<c::Bool>) -> Self {
            ImageScanningConfiguration(c::put(self.0, "ScanOnPush", value.into_value().into_expr()))
        }
    }
    impl c::IntoValue<ImageScanningConfiguration> for ImageScanningConfiguration {
        #[inline]
        fn into_value(self) -> c::Value<ImageScanningConfiguration> {
            c::object(self.0)
        }
    }
    /// `ImageTagMutabilityExclusionFilter` of `AWS::ECR::Repository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repository-imagetagmutabilityexclusionfilter.html>
    pub struct ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType = c::Set, ImageTagMutabilityExclusionFilterValue = c::Set>(c::Props, c::PhantomData<fn() -> (ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue,)>);
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> Clone for ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        #[inline]
        fn clone(&self) -> Self {
            ImageTagMutabilityExclusionFilter(self.0.clone(), c::PhantomData)
        }
    }
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> c::Debug for ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ImageTagMutabilityExclusionFilter", &self.0, f)
        }
    }
    impl ImageTagMutabilityExclusionFilter<c::Missing<super::need::ImageTagMutabilityExclusionFilterType>, c::Missing<super::need::ImageTagMutabilityExclusionFilterValue>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ImageTagMutabilityExclusionFilter(c::Props::new(), c::PhantomData)
        }
    }
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        /// Sets `ImageTagMutabilityExclusionFilterType`, which is required.
        #[inline]
        pub fn image_tag_mutability_exclusion_filter_type(self, value: impl c::IntoValue<super::repository::ImageTagMutabilityExclusionFilterType>) -> ImageTagMutabilityExclusionFilter<c::Set, ImageTagMutabilityExclusionFilterValue> {
            ImageTagMutabilityExclusionFilter(c::put(self.0, "ImageTagMutabilityExclusionFilterType", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `ImageTagMutabilityExclusionFilterValue`, which is required. Takes 1 to 128 characters.
        #[inline]
        pub fn image_tag_mutability_exclusion_filter_value(self, value: impl c::IntoValue<c::Str>) -> ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, c::Set> {
            ImageTagMutabilityExclusionFilter(c::put(self.0, "ImageTagMutabilityExclusionFilterValue", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ImageTagMutabilityExclusionFilter> for ImageTagMutabilityExclusionFilter {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutabilityExclusionFilter> {
            c::object(self.0)
        }
    }
    /// `LifecyclePolicy` of `AWS::ECR::Repository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repository-lifecyclepolicy.html>
    pub struct LifecyclePolicy(c::Props);
    impl Clone for LifecyclePolicy {
        #[inline]
        fn clone(&self) -> Self {
            LifecyclePolicy(self.0.clone())
        }
    }
    impl c::Debug for LifecyclePolicy {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("LifecyclePolicy", &self.0, f)
        }
    }
    impl LifecyclePolicy {
        /// Nothing is set, and nothing is required.
        #[inline]
        pub fn new() -> Self {
            LifecyclePolicy(c::Props::new())
        }
        /// Sets `LifecyclePolicyText`. Takes 100 to 30720 characters.
        #[inline]
        pub fn lifecycle_policy_text(self, value: impl c::IntoValue<c::Str>) -> Self {
            LifecyclePolicy(c::put(self.0, "LifecyclePolicyText", value.into_value().into_expr()))
        }
        /// Sets `RegistryId`. Takes 12 characters.
        #[inline]
        pub fn registry_id(self, value: impl c::IntoValue<c::Str>) -> Self {
            LifecyclePolicy(c::put(self.0, "RegistryId", value.into_value().into_expr()))
        }
    }
    impl c::IntoValue<LifecyclePolicy> for LifecyclePolicy {
        #[inline]
        fn into_value(self) -> c::Value<LifecyclePolicy> {
            c::object(self.0)
        }
    }
    /// `Tag` of `AWS::ECR::Repository`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repository-tag.html>
    pub struct Tag<Key = c::Set, Value = c::Set>(c::Props, c::PhantomData<fn() -> (Key, Value,)>);
    impl<Key, Value> Clone for Tag<Key, Value> {
        #[inline]
        fn clone(&self) -> Self {
            Tag(self.0.clone(), c::PhantomData)
        }
    }
    impl<Key, Value> c::Debug for Tag<Key, Value> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("Tag", &self.0, f)
        }
    }
    impl Tag<c::Missing<super::need::Key>, c::Missing<super::need::Value>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            Tag(c::Props::new(), c::PhantomData)
        }
    }
    impl<Key, Value> Tag<Key, Value> {
        /// Sets `Key`, which is required. Takes 1 to 127 characters.
        #[inline]
        pub fn key(self, value: impl c::IntoValue<c::Str>) -> Tag<c::Set, Value> {
            Tag(c::put(self.0, "Key", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `Value`, which is required. Takes 1 to 255 characters.
        #[inline]
        pub fn value(self, value: impl c::IntoValue<c::Str>) -> Tag<Key, c::Set> {
            Tag(c::put(self.0, "Value", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<Tag> for Tag {
        #[inline]
        fn into_value(self) -> c::Value<Tag> {
            c::object(self.0)
        }
    }
    /// One of 3 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum EncryptionType {
        /// `AES256`
        Aes256,
        /// `KMS`
        Kms,
        /// `KMS_DSSE`
        KmsDsse,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<EncryptionType> for EncryptionType {
        #[inline]
        fn into_value(self) -> c::Value<EncryptionType> {
            let text = match self {
                EncryptionType::Aes256 => c::Text::Borrowed("AES256"),
                EncryptionType::Kms => c::Text::Borrowed("KMS"),
                EncryptionType::KmsDsse => c::Text::Borrowed("KMS_DSSE"),
                EncryptionType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for EncryptionType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<EncryptionType>::into_value(self).assume()
        }
    }
    /// One of 4 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ImageTagMutability {
        /// `IMMUTABLE`
        Immutable,
        /// `IMMUTABLE_WITH_EXCLUSION`
        ImmutableWithExclusion,
        /// `MUTABLE`
        Mutable,
        /// `MUTABLE_WITH_EXCLUSION`
        MutableWithExclusion,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ImageTagMutability> for ImageTagMutability {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutability> {
            let text = match self {
                ImageTagMutability::Immutable => c::Text::Borrowed("IMMUTABLE"),
                ImageTagMutability::ImmutableWithExclusion => c::Text::Borrowed("IMMUTABLE_WITH_EXCLUSION"),
                ImageTagMutability::Mutable => c::Text::Borrowed("MUTABLE"),
                ImageTagMutability::MutableWithExclusion => c::Text::Borrowed("MUTABLE_WITH_EXCLUSION"),
                ImageTagMutability::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ImageTagMutability {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ImageTagMutability>::into_value(self).assume()
        }
    }
    /// Always `WILDCARD`, as far as is known.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ImageTagMutabilityExclusionFilterType {
        /// `WILDCARD`
        Wildcard,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ImageTagMutabilityExclusionFilterType> for ImageTagMutabilityExclusionFilterType {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutabilityExclusionFilterType> {
            let text = match self {
                ImageTagMutabilityExclusionFilterType::Wildcard => c::Text::Borrowed("WILDCARD"),
                ImageTagMutabilityExclusionFilterType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ImageTagMutabilityExclusionFilterType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ImageTagMutabilityExclusionFilterType>::into_value(self).assume()
        }
    }
}
/// A resource of type `AWS::ECR::RepositoryCreationTemplate`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repositorycreationtemplate.html>
pub struct RepositoryCreationTemplate<AppliedFor = c::Set, Prefix = c::Set>(c::Props, c::PhantomData<fn() -> (AppliedFor, Prefix,)>);
impl<AppliedFor, Prefix> Clone for RepositoryCreationTemplate<AppliedFor, Prefix> {
    #[inline]
    fn clone(&self) -> Self {
        RepositoryCreationTemplate(self.0.clone(), c::PhantomData)
    }
}
impl<AppliedFor, Prefix> c::Debug for RepositoryCreationTemplate<AppliedFor, Prefix> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("RepositoryCreationTemplate", &self.0, f)
    }
}
impl RepositoryCreationTemplate<c::Missing<need::AppliedFor>, c::Missing<need::Prefix>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        RepositoryCreationTemplate(c::Props::new(), c::PhantomData)
    }
}
impl<AppliedFor, Prefix> RepositoryCreationTemplate<AppliedFor, Prefix> {
    /// Sets `AppliedFor`, which is required.
    #[inline]
    pub fn applied_for(self, value: impl c::IntoValue<c::List<repository_creation_template::AppliedFor>>) -> RepositoryCreationTemplate<c::Set, Prefix> {
        RepositoryCreationTemplate(c::put(self.0, "AppliedFor", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `CustomRoleArn`. Takes at most 2048 characters.
    #[inline]
    pub fn custom_role_arn(self, value: impl c::IntoValue<crate::kind::iam::RoleArn>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "CustomRoleArn", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `Description`. Takes at most 256 characters.
    #[inline]
    pub fn description(self, value: impl c::IntoValue<c::Str>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "Description", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `EncryptionConfiguration`.
    #[inline]
    pub fn encryption_configuration(self, value: impl c::IntoValue<repository_creation_template::EncryptionConfiguration>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "EncryptionConfiguration", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `ImageTagMutability`.
    #[inline]
    pub fn image_tag_mutability(self, value: impl c::IntoValue<repository_creation_template::ImageTagMutability>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "ImageTagMutability", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `ImageTagMutabilityExclusionFilters`. Takes 1 to 5 items.
    #[inline]
    pub fn image_tag_mutability_exclusion_filters(self, value: impl c::IntoValue<c::List<repository_creation_template::ImageTagMutabilityExclusionFilter>>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "ImageTagMutabilityExclusionFilters", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `LifecyclePolicy`. Takes 100 to 30720 characters.
    #[inline]
    pub fn lifecycle_policy(self, value: impl c::IntoValue<c::Str>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "LifecyclePolicy", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `Prefix`, which is required. Takes 1 to 256 characters. A change replaces the resource.
    #[inline]
    pub fn prefix(self, value: impl c::IntoValue<c::Str>) -> RepositoryCreationTemplate<AppliedFor, c::Set> {
        RepositoryCreationTemplate(c::put(self.0, "Prefix", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `RepositoryPolicy`. Takes at most 10240 characters.
    #[inline]
    pub fn repository_policy(self, value: impl c::IntoValue<c::Str>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "RepositoryPolicy", value.into_value().into_expr()), c::PhantomData)
    }
    /// Sets `ResourceTags`. Takes at most 50 items.
    #[inline]
    pub fn resource_tags(self, value: impl c::IntoValue<c::List<repository_creation_template::Tag>>) -> Self {
        RepositoryCreationTemplate(c::put(self.0, "ResourceTags", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for RepositoryCreationTemplate {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::RepositoryCreationTemplate"),
        tags: None,
        list_attributes: &[],
        replacing: &["Prefix"],
    };
    type Handle = RepositoryCreationTemplateHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        RepositoryCreationTemplate(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::RepositoryCreationTemplate`.
#[derive(Clone, Copy, Debug)]
pub struct RepositoryCreationTemplateHandle(c::NodeId);
impl c::Handle for RepositoryCreationTemplateHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for RepositoryCreationTemplateHandle {
    type Resource = RepositoryCreationTemplate;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        RepositoryCreationTemplateHandle(node)
    }
}
impl RepositoryCreationTemplateHandle {
    /// `Ref`: the same as `Prefix`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::RepositoryCreationTemplatePrefix> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `CreatedAt`.
    #[inline]
    pub fn created_at(self) -> c::Value<crate::kind::ecr::RepositoryCreationTemplateCreatedAt> {
        c::Value::attribute(self.0, "CreatedAt")
    }
    /// `Fn::GetAtt` of `UpdatedAt`.
    #[inline]
    pub fn updated_at(self) -> c::Value<crate::kind::ecr::RepositoryCreationTemplateUpdatedAt> {
        c::Value::attribute(self.0, "UpdatedAt")
    }
}
/// The parts of `AWS::ECR::RepositoryCreationTemplate`.
pub mod repository_creation_template {
    use crate::support as c;
    /// `EncryptionConfiguration` of `AWS::ECR::RepositoryCreationTemplate`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repositorycreationtemplate-encryptionconfiguration.html>
    pub struct EncryptionConfiguration<EncryptionType = c::Set>(c::Props, c::PhantomData<fn() -> (EncryptionType,)>);
    impl<EncryptionType> Clone for EncryptionConfiguration<EncryptionType> {
        #[inline]
        fn clone(&self) -> Self {
            EncryptionConfiguration(self.0.clone(), c::PhantomData)
        }
    }
    impl<EncryptionType> c::Debug for EncryptionConfiguration<EncryptionType> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("EncryptionConfiguration", &self.0, f)
        }
    }
    impl EncryptionConfiguration<c::Missing<super::need::EncryptionType>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            EncryptionConfiguration(c::Props::new(), c::PhantomData)
        }
    }
    impl<EncryptionType> EncryptionConfiguration<EncryptionType> {
        /// Sets `EncryptionType`, which is required.
        #[inline]
        pub fn encryption_type(self, value: impl c::IntoValue<super::repository_creation_template::EncryptionType>) -> EncryptionConfiguration<c::Set> {
            EncryptionConfiguration(c::put(self.0, "EncryptionType", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `KmsKey`. Takes 1 to 2048 characters.
        #[inline]
        pub fn kms_key(self, value: impl c::IntoValue<crate::kind::ecr::KeyArnOrReplicaKeyArn>) -> Self {
            EncryptionConfiguration(c::put(self.0, "KmsKey", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<EncryptionConfiguration> for EncryptionConfiguration {
        #[inline]
        fn into_value(self) -> c::Value<EncryptionConfiguration> {
            c::object(self.0)
        }
    }
    /// `ImageTagMutabilityExclusionFilter` of `AWS::ECR::RepositoryCreationTemplate`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repositorycreationtemplate-imagetagmutabilityexclusionfilter.html>
    pub struct ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType = c::Set, ImageTagMutabilityExclusionFilterValue = c::Set>(c::Props, c::PhantomData<fn() -> (ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue,)>);
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> Clone for ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        #[inline]
        fn clone(&self) -> Self {
            ImageTagMutabilityExclusionFilter(self.0.clone(), c::PhantomData)
        }
    }
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> c::Debug for ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("ImageTagMutabilityExclusionFilter", &self.0, f)
        }
    }
    impl ImageTagMutabilityExclusionFilter<c::Missing<super::need::ImageTagMutabilityExclusionFilterType>, c::Missing<super::need::ImageTagMutabilityExclusionFilterValue>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            ImageTagMutabilityExclusionFilter(c::Props::new(), c::PhantomData)
        }
    }
    impl<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, ImageTagMutabilityExclusionFilterValue> {
        /// Sets `ImageTagMutabilityExclusionFilterType`, which is required.
        #[inline]
        pub fn image_tag_mutability_exclusion_filter_type(self, value: impl c::IntoValue<super::repository_creation_template::ImageTagMutabilityExclusionFilterType>) -> ImageTagMutabilityExclusionFilter<c::Set, ImageTagMutabilityExclusionFilterValue> {
            ImageTagMutabilityExclusionFilter(c::put(self.0, "ImageTagMutabilityExclusionFilterType", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `ImageTagMutabilityExclusionFilterValue`, which is required. Takes 1 to 128 characters.
        #[inline]
        pub fn image_tag_mutability_exclusion_filter_value(self, value: impl c::IntoValue<c::Str>) -> ImageTagMutabilityExclusionFilter<ImageTagMutabilityExclusionFilterType, c::Set> {
            ImageTagMutabilityExclusionFilter(c::put(self.0, "ImageTagMutabilityExclusionFilterValue", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<ImageTagMutabilityExclusionFilter> for ImageTagMutabilityExclusionFilter {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutabilityExclusionFilter> {
            c::object(self.0)
        }
    }
    /// `Tag` of `AWS::ECR::RepositoryCreationTemplate`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-repositorycreationtemplate-tag.html>
    pub struct Tag<Key = c::Set, Value = c::Set>(c::Props, c::PhantomData<fn() -> (Key, Value,)>);
    impl<Key, Value> Clone for Tag<Key, Value> {
        #[inline]
        fn clone(&self) -> Self {
            Tag(self.0.clone(), c::PhantomData)
        }
    }
    impl<Key, Value> c::Debug for Tag<Key, Value> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("Tag", &self.0, f)
        }
    }
    impl Tag<c::Missing<super::need::Key>, c::Missing<super::need::Value>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            Tag(c::Props::new(), c::PhantomData)
        }
    }
    impl<Key, Value> Tag<Key, Value> {
        /// Sets `Key`, which is required. Takes 1 to 128 characters.
        #[inline]
        pub fn key(self, value: impl c::IntoValue<c::Str>) -> Tag<c::Set, Value> {
            Tag(c::put(self.0, "Key", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `Value`, which is required. Takes at most 256 characters.
        #[inline]
        pub fn value(self, value: impl c::IntoValue<c::Str>) -> Tag<Key, c::Set> {
            Tag(c::put(self.0, "Value", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<Tag> for Tag {
        #[inline]
        fn into_value(self) -> c::Value<Tag> {
            c::object(self.0)
        }
    }
    /// One of 3 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum AppliedFor {
        /// `CREATE_ON_PUSH`
        CreateOnPush,
        /// `PULL_THROUGH_CACHE`
        PullThroughCache,
        /// `REPLICATION`
        Replication,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<AppliedFor> for AppliedFor {
        #[inline]
        fn into_value(self) -> c::Value<AppliedFor> {
            let text = match self {
                AppliedFor::CreateOnPush => c::Text::Borrowed("CREATE_ON_PUSH"),
                AppliedFor::PullThroughCache => c::Text::Borrowed("PULL_THROUGH_CACHE"),
                AppliedFor::Replication => c::Text::Borrowed("REPLICATION"),
                AppliedFor::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for AppliedFor {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<AppliedFor>::into_value(self).assume()
        }
    }
    /// One of 3 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum EncryptionType {
        /// `AES256`
        Aes256,
        /// `KMS`
        Kms,
        /// `KMS_DSSE`
        KmsDsse,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<EncryptionType> for EncryptionType {
        #[inline]
        fn into_value(self) -> c::Value<EncryptionType> {
            let text = match self {
                EncryptionType::Aes256 => c::Text::Borrowed("AES256"),
                EncryptionType::Kms => c::Text::Borrowed("KMS"),
                EncryptionType::KmsDsse => c::Text::Borrowed("KMS_DSSE"),
                EncryptionType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for EncryptionType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<EncryptionType>::into_value(self).assume()
        }
    }
    /// One of 4 values.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ImageTagMutability {
        /// `IMMUTABLE`
        Immutable,
        /// `IMMUTABLE_WITH_EXCLUSION`
        ImmutableWithExclusion,
        /// `MUTABLE`
        Mutable,
        /// `MUTABLE_WITH_EXCLUSION`
        MutableWithExclusion,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ImageTagMutability> for ImageTagMutability {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutability> {
            let text = match self {
                ImageTagMutability::Immutable => c::Text::Borrowed("IMMUTABLE"),
                ImageTagMutability::ImmutableWithExclusion => c::Text::Borrowed("IMMUTABLE_WITH_EXCLUSION"),
                ImageTagMutability::Mutable => c::Text::Borrowed("MUTABLE"),
                ImageTagMutability::MutableWithExclusion => c::Text::Borrowed("MUTABLE_WITH_EXCLUSION"),
                ImageTagMutability::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ImageTagMutability {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ImageTagMutability>::into_value(self).assume()
        }
    }
    /// Always `WILDCARD`, as far as is known.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ImageTagMutabilityExclusionFilterType {
        /// `WILDCARD`
        Wildcard,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<ImageTagMutabilityExclusionFilterType> for ImageTagMutabilityExclusionFilterType {
        #[inline]
        fn into_value(self) -> c::Value<ImageTagMutabilityExclusionFilterType> {
            let text = match self {
                ImageTagMutabilityExclusionFilterType::Wildcard => c::Text::Borrowed("WILDCARD"),
                ImageTagMutabilityExclusionFilterType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for ImageTagMutabilityExclusionFilterType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<ImageTagMutabilityExclusionFilterType>::into_value(self).assume()
        }
    }
}
/// A resource of type `AWS::ECR::SigningConfiguration`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-signingconfiguration.html>
pub struct SigningConfiguration<Rules = c::Set>(c::Props, c::PhantomData<fn() -> (Rules,)>);
impl<Rules> Clone for SigningConfiguration<Rules> {
    #[inline]
    fn clone(&self) -> Self {
        SigningConfiguration(self.0.clone(), c::PhantomData)
    }
}
impl<Rules> c::Debug for SigningConfiguration<Rules> {
    #[inline]
    fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
        c::debug("SigningConfiguration", &self.0, f)
    }
}
impl SigningConfiguration<c::Missing<need::Rules>> {
    /// Nothing is set; what is missing stands in the type.
    #[inline]
    pub fn new() -> Self {
        SigningConfiguration(c::Props::new(), c::PhantomData)
    }
}
impl<Rules> SigningConfiguration<Rules> {
    /// Sets `Rules`, which is required. Takes at most 50 items.
    #[inline]
    pub fn rules(self, value: impl c::IntoValue<c::List<signing_configuration::Rule>>) -> SigningConfiguration<c::Set> {
        SigningConfiguration(c::put(self.0, "Rules", value.into_value().into_expr()), c::PhantomData)
    }
}
impl c::Resource for SigningConfiguration {
    const META: c::ResourceMeta = c::ResourceMeta {
        type_name: c::Text::Borrowed("AWS::ECR::SigningConfiguration"),
        tags: None,
        list_attributes: &[],
        replacing: &[],
    };
    type Handle = SigningConfigurationHandle;
    #[inline]
    fn into_props(self) -> c::Props {
        self.0
    }
    #[inline]
    fn from_props(props: c::Props) -> Self {
        SigningConfiguration(props, c::PhantomData)
    }
}
/// Names a resource of type `AWS::ECR::SigningConfiguration`.
#[derive(Clone, Copy, Debug)]
pub struct SigningConfigurationHandle(c::NodeId);
impl c::Handle for SigningConfigurationHandle {
    #[inline]
    fn node(self) -> c::NodeId {
        self.0
    }
}
impl c::ResourceHandle for SigningConfigurationHandle {
    type Resource = SigningConfiguration;
    #[inline]
    fn from_node(node: c::NodeId) -> Self {
        SigningConfigurationHandle(node)
    }
}
impl SigningConfigurationHandle {
    /// `Ref`: the same as `RegistryId`.
    #[inline]
    pub fn reference(self) -> c::Value<crate::kind::ecr::SigningConfigurationRegistryId> {
        c::Value::reference(self.0)
    }
    /// `Fn::GetAtt` of `RegistryId`.
    #[inline]
    pub fn registry_id(self) -> c::Value<crate::kind::ecr::SigningConfigurationRegistryId> {
        c::Value::attribute(self.0, "RegistryId")
    }
}
/// The parts of `AWS::ECR::SigningConfiguration`.
pub mod signing_configuration {
    use crate::support as c;
    /// `RepositoryFilter` of `AWS::ECR::SigningConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-signingconfiguration-repositoryfilter.html>
    pub struct RepositoryFilter<Filter = c::Set, FilterType = c::Set>(c::Props, c::PhantomData<fn() -> (Filter, FilterType,)>);
    impl<Filter, FilterType> Clone for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn clone(&self) -> Self {
            RepositoryFilter(self.0.clone(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> c::Debug for RepositoryFilter<Filter, FilterType> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("RepositoryFilter", &self.0, f)
        }
    }
    impl RepositoryFilter<c::Missing<super::need::Filter>, c::Missing<super::need::FilterType>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            RepositoryFilter(c::Props::new(), c::PhantomData)
        }
    }
    impl<Filter, FilterType> RepositoryFilter<Filter, FilterType> {
        /// Sets `Filter`, which is required. Takes 1 to 256 characters.
        #[inline]
        pub fn filter(self, value: impl c::IntoValue<c::Str>) -> RepositoryFilter<c::Set, FilterType> {
            RepositoryFilter(c::put(self.0, "Filter", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `FilterType`, which is required.
        #[inline]
        pub fn filter_type(self, value: impl c::IntoValue<super::signing_configuration::FilterType>) -> RepositoryFilter<Filter, c::Set> {
            RepositoryFilter(c::put(self.0, "FilterType", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<RepositoryFilter> for RepositoryFilter {
        #[inline]
        fn into_value(self) -> c::Value<RepositoryFilter> {
            c::object(self.0)
        }
    }
    /// `Rule` of `AWS::ECR::SigningConfiguration`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecr-signingconfiguration-rule.html>
    pub struct Rule<SigningProfileArn = c::Set>(c::Props, c::PhantomData<fn() -> (SigningProfileArn,)>);
    impl<SigningProfileArn> Clone for Rule<SigningProfileArn> {
        #[inline]
        fn clone(&self) -> Self {
            Rule(self.0.clone(), c::PhantomData)
        }
    }
    impl<SigningProfileArn> c::Debug for Rule<SigningProfileArn> {
        #[inline]
        fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult {
            c::debug("Rule", &self.0, f)
        }
    }
    impl Rule<c::Missing<super::need::SigningProfileArn>> {
        /// Nothing is set; what is missing stands in the type.
        #[inline]
        pub fn new() -> Self {
            Rule(c::Props::new(), c::PhantomData)
        }
    }
    impl<SigningProfileArn> Rule<SigningProfileArn> {
        /// Sets `RepositoryFilters`. Takes 1 to 100 items.
        #[inline]
        pub fn repository_filters(self, value: impl c::IntoValue<c::List<super::signing_configuration::RepositoryFilter>>) -> Self {
            Rule(c::put(self.0, "RepositoryFilters", value.into_value().into_expr()), c::PhantomData)
        }
        /// Sets `SigningProfileArn`, which is required. Takes at most 200 characters.
        #[inline]
        pub fn signing_profile_arn(self, value: impl c::IntoValue<crate::kind::signer::SigningProfileArn>) -> Rule<c::Set> {
            Rule(c::put(self.0, "SigningProfileArn", value.into_value().into_expr()), c::PhantomData)
        }
    }
    impl c::IntoValue<Rule> for Rule {
        #[inline]
        fn into_value(self) -> c::Value<Rule> {
            c::object(self.0)
        }
    }
    /// Always `WILDCARD_MATCH`, as far as is known.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum FilterType {
        /// `WILDCARD_MATCH`
        WildcardMatch,
        /// A value that came later.
        Other(c::Text),
    }
    impl c::IntoValue<FilterType> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<FilterType> {
            let text = match self {
                FilterType::WildcardMatch => c::Text::Borrowed("WILDCARD_MATCH"),
                FilterType::Other(text) => text,
            };
            c::text(text)
        }
    }
    impl c::IntoValue<c::Json> for FilterType {
        #[inline]
        fn into_value(self) -> c::Value<c::Json> {
            c::IntoValue::<FilterType>::into_value(self).assume()
        }
    }
}
/// The names of required properties, as messages show them.
pub mod need {
    /// `AppliedFor`
    pub enum AppliedFor {}
    /// `Destinations`
    pub enum Destinations {}
    /// `EncryptionType`
    pub enum EncryptionType {}
    /// `Filter`
    pub enum Filter {}
    /// `FilterType`
    pub enum FilterType {}
    /// `ImageTagMutabilityExclusionFilterType`
    pub enum ImageTagMutabilityExclusionFilterType {}
    /// `ImageTagMutabilityExclusionFilterValue`
    pub enum ImageTagMutabilityExclusionFilterValue {}
    /// `Key`
    pub enum Key {}
    /// `PolicyText`
    pub enum PolicyText {}
    /// `Prefix`
    pub enum Prefix {}
    /// `PrincipalArn`
    pub enum PrincipalArn {}
    /// `Region`
    pub enum Region {}
    /// `RegistryId`
    pub enum RegistryId {}
    /// `ReplicationConfiguration`
    pub enum ReplicationConfiguration {}
    /// `RepositoryFilters`
    pub enum RepositoryFilters {}
    /// `Rules`
    pub enum Rules {}
    /// `ScanFrequency`
    pub enum ScanFrequency {}
    /// `ScanType`
    pub enum ScanType {}
    /// `SigningProfileArn`
    pub enum SigningProfileArn {}
    /// `Value`
    pub enum Value {}
}
