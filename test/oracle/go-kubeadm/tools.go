//go:build tools

// Package oracle keeps kubeadm among the requirements of the module.
package oracle

import _ "k8s.io/kubernetes/cmd/kubeadm"
