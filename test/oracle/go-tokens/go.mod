module kubeconfig-inspector/oracle-tokens

go 1.26.0

require k8s.io/apiserver v0.36.3

require (
	github.com/go-logr/logr v1.4.3 // indirect
	k8s.io/klog/v2 v2.140.0 // indirect
)
